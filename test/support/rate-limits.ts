/** For stacks that test something else. */
import { memoryCounters } from '../../server/adapters/counters/memory.ts'
import type { Clock } from '../../server/ports/clock.ts'
import type { Log } from '../../server/ports/log.ts'
import { createRateLimits, type RateLimits } from '../../server/services/limits/rate-limits.ts'

export function unlimited(log: Log, clock: Clock): RateLimits {
  const counters = memoryCounters(clock)
  return createRateLimits({
    installation: { adminCallsPerHour: null, deliveriesPerMinute: null },
    adminCounters: counters,
    deliveryCounters: counters,
    log,
    now: () => clock.now(),
  })
}
