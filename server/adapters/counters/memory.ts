/** Counts in this process, lost with it. Bounded: of too many keys in one window the oldest is forgotten. */
import type { Clock } from '../../ports/clock.ts'
import type { Counters } from '../../ports/counters.ts'

/** About 10 MB. */
const MOST_KEYS = 100_000

interface Window {
  readonly startsAt: number
  readonly counts: Map<string, number>
}

export function memoryCounters(clock: Clock): Counters {
  /** One for each length. */
  const windows = new Map<number, Window>()

  function windowOf(windowMs: number): Window {
    const startsAt = Math.floor(clock.now() / windowMs) * windowMs
    const known = windows.get(windowMs)
    if (known?.startsAt === startsAt) return known
    const fresh = { startsAt, counts: new Map<string, number>() }
    windows.set(windowMs, fresh)
    return fresh
  }

  return {
    async add(environmentId, name, windowMs) {
      const key = `${environmentId} ${name}`
      const { startsAt, counts } = windowOf(windowMs)
      const count = (counts.get(key) ?? 0) + 1
      if (count === 1 && counts.size >= MOST_KEYS) forgetOldest(counts)
      counts.set(key, count)
      return { count, endsAt: startsAt + windowMs }
    },
  }
}

function forgetOldest(counts: Map<string, number>): void {
  const [oldest] = counts.keys()
  if (oldest !== undefined) counts.delete(oldest)
}
