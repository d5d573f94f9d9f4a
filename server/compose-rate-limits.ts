/** The part of the composition that counts how often an environment is asked. */
import { databaseCounters } from './adapters/counters/database.ts'
import { memoryCounters } from './adapters/counters/memory.ts'
import type { Config } from './config/settings.ts'
import { isLoopbackHost } from './http/loopback.ts'
import type { Clock } from './ports/clock.ts'
import type { Database } from './ports/database.ts'
import type { Log } from './ports/log.ts'
import { createRateLimits, type RateLimits } from './services/limits/rate-limits.ts'

const ADMIN_CALLS_PER_HOUR = 2_000
const DELIVERIES_PER_MINUTE = 12_000

export function composeRateLimits(
  config: Config,
  { database, clock, log }: { readonly database: Database; readonly clock: Clock; readonly log: Log },
): RateLimits {
  const isLocal = isLoopbackHost(config.host)
  const chosen = (configured: number | undefined, usual: number) => {
    if (configured === undefined) return isLocal ? null : usual
    return configured === 0 ? null : configured
  }
  const adminCallsPerHour = chosen(config.adminCallsPerHour, ADMIN_CALLS_PER_HOUR)
  const memory = memoryCounters(clock)
  return createRateLimits({
    installation: {
      adminCallsPerHour,
      deliveriesPerMinute: chosen(config.deliveriesPerMinute, DELIVERIES_PER_MINUTE),
    },
    // A write for each call is only worth it where a limit outlives a restart.
    adminCounters: adminCallsPerHour === null ? memory : databaseCounters(database, clock),
    deliveryCounters: memory,
    log,
    now: () => clock.now(),
  })
}
