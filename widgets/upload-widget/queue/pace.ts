/** How fast a queue moves and how long it will take, from what was sent in the last seconds. Pure. */

export interface Sample {
  readonly atMs: number
  /** Bytes that have gone out since the queue began. */
  readonly bytes: number
}

export interface Pace {
  readonly bytesPerSecond: number
  /** Undefined while nobody can tell. */
  readonly secondsLeft: number | undefined
  readonly isStalled: boolean
}

/** Long enough to even out parts and files, short enough to follow a connection that changes. */
export const WINDOW_MS = 10_000
/** Before that a guess jumps too much to be shown. */
const LEAST_MS = 2000
/** A connection that takes nothing for so long is worth a word; a part that is sent again takes less. */
export const STALLED_AFTER_MS = 6000

/** Keeps what counts. What goes back (a file was taken away, a single request begins again) starts anew. */
export function withSample(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const last = samples.at(-1)
  if (last && next.bytes < last.bytes) return [next]
  const first = samples.findLastIndex(({ atMs }) => atMs <= next.atMs - WINDOW_MS)
  return [...samples.slice(Math.max(0, first)), next]
}

export function paceOf(samples: readonly Sample[], remainingBytes: number): Pace {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last) return { bytesPerSecond: 0, secondsLeft: undefined, isStalled: false }
  const spanMs = last.atMs - first.atMs
  const movedAt = samples.findLast(({ bytes }, index) => index > 0 && bytes > (samples[index - 1]?.bytes ?? 0)) ?? first
  const isStalled = remainingBytes > 0 && last.atMs - movedAt.atMs >= STALLED_AFTER_MS
  const bytesPerSecond = spanMs === 0 ? 0 : ((last.bytes - first.bytes) * 1000) / spanMs
  const isKnown = spanMs >= LEAST_MS && bytesPerSecond > 0 && remainingBytes > 0 && !isStalled
  return { bytesPerSecond, secondsLeft: isKnown ? remainingBytes / bytesPerSecond : undefined, isStalled }
}

/** Rounded as people say it: fives of seconds, minutes, hours; always up. */
export function roundedTime(seconds: number): { readonly count: number; readonly unit: 'second' | 'minute' | 'hour' } {
  if (seconds <= 55) return { count: Math.max(5, Math.ceil(seconds / 5) * 5), unit: 'second' }
  if (seconds <= 59 * 60) return { count: Math.max(1, Math.ceil(seconds / 60)), unit: 'minute' }
  return { count: Math.ceil(seconds / 3600), unit: 'hour' }
}
