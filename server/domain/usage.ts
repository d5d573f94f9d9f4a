/** What is counted for each product environment and day (UTC). */
import type { UsageMaxima } from './usage-limits.ts'

/**
 *   transformations.*  what was made or analysed: see `transformationUnits`
 *   requests           delivery requests answered, errors included
 *   bandwidth          bytes of bodies that delivery wrote
 *   uploads            bytes of originals received
 */
export const USAGE_COUNTERS = [
  'transformations.upload',
  'transformations.derived',
  'transformations.analysis',
  'requests',
  'bandwidth',
  'uploads',
] as const

export type UsageCounter = (typeof USAGE_COUNTERS)[number]
export type UsageCounts = Readonly<Partial<Record<UsageCounter, number>>>

/** What is there now. */
export interface StoredTotals {
  readonly assets: number
  readonly derived: number
  /** Originals, derived files and backups. */
  readonly bytes: number
}

/** What an environment used, now or up to a past day. */
export interface UsageReport {
  /** The last day that is in it, `2026-11-23`. */
  readonly day: string
  readonly requestedAt: number
  /** Of the 30 days up to that one. */
  readonly counts: Readonly<Record<UsageCounter, number>>
  readonly transformations: number
  /** Then, or now. */
  readonly stored: StoredTotals
  readonly credits: { readonly transformations: number; readonly bandwidth: number; readonly storage: number }
  /** A past day was asked for. */
  readonly isDated: boolean
  /** What may be used; of past days that is not known. */
  readonly most: UsageMaxima | null
}

/** Transformations of a month that are counted as one credit; a GB of storage or bandwidth is another. */
const TRANSFORMATIONS_PER_CREDIT = 1_000
const GB = 2 ** 30

export function credits(transformations: number, bytes: number): number {
  return Math.round((transformations / TRANSFORMATIONS_PER_CREDIT + bytes / GB) * 100) / 100
}

const FRAMES_PER_TRANSFORMATION = 10

/** As how many transformations a made picture counts: one for every started 10 frames or pages. */
export function transformationUnits(frames: number): number {
  return Math.max(1, Math.ceil(frames / FRAMES_PER_TRANSFORMATION))
}

/** Of a video or a sound: one for each second begun, two above 480 lines; of sound one for every ten. */
export function movingUnits({ duration, height }: { readonly duration: number; readonly height: number }): number {
  if (height === 0) return Math.max(1, Math.ceil(duration / 10))
  return Math.max(1, Math.ceil(duration)) * (height > 480 ? 2 : 1)
}

/** `2026-11-23`, in UTC. */
export function usageDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
