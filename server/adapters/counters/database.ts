/** Counts in the database: exact over restarts and over all processes that share it; a write for each. */
import type { Clock } from '../../ports/clock.ts'
import type { Counters } from '../../ports/counters.ts'
import type { Database } from '../../ports/database.ts'

export function databaseCounters(database: Pick<Database, 'counts'>, clock: Clock): Counters {
  return {
    async add(environmentId, name, windowMs) {
      const startsAt = Math.floor(clock.now() / windowMs) * windowMs
      return { count: await database.counts.add(environmentId, name, startsAt), endsAt: startsAt + windowMs }
    },
  }
}
