/**
 * How much a product environment may use. Of `transformations`, `bandwidth` and `credits` that is the sum of the last 30
 * days; of `storage` (bytes) and `objects` (assets and derived files) what is there now.
 */
import type { UsageReport } from './usage.ts'

export const LIMITED_AMOUNTS = ['transformations', 'bandwidth', 'storage', 'objects', 'credits'] as const
export type LimitedAmount = (typeof LIMITED_AMOUNTS)[number]
/** Null: without a limit. */
export type UsageMaxima = Readonly<Record<LimitedAmount, number | null>>

export interface UsageLimits {
  readonly most: UsageMaxima
  /** Throttling slows down what makes something new: what exists is delivered whatever was used. */
  readonly whenReached: 'warn' | 'throttle'
  /** New files that are made in a minute nevertheless. */
  readonly throttledPerMinute: number
}

export const NO_USAGE_LIMITS: UsageLimits = {
  most: { transformations: null, bandwidth: null, storage: null, objects: null, credits: null },
  whenReached: 'warn',
  throttledPerMinute: 10,
}

export function hasLimits({ most }: UsageLimits): boolean {
  return LIMITED_AMOUNTS.some((name) => most[name] !== null)
}

export function lowerMaxima(left: UsageMaxima, right: UsageMaxima): UsageMaxima {
  const entries = LIMITED_AMOUNTS.map((name) => [name, lower(left[name], right[name])])
  return Object.fromEntries(entries) as UsageMaxima
}

function lower(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.min(left, right)
}

/** What was used of everything that can be limited. */
export function usedAmounts({
  counts,
  transformations,
  stored,
  credits,
}: Pick<UsageReport, 'counts' | 'transformations' | 'stored' | 'credits'>): Readonly<Record<LimitedAmount, number>> {
  return {
    transformations,
    bandwidth: counts.bandwidth,
    storage: stored.bytes,
    objects: stored.assets + stored.derived,
    credits: Math.round((credits.transformations + credits.bandwidth + credits.storage) * 100) / 100,
  }
}

/** Of a limit of nothing, everything is used. */
export function usedPercent(used: number, limit: number): number {
  return limit === 0 ? 100 : Math.round((used / limit) * 10_000) / 100
}
