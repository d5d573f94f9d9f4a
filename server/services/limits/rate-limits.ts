/**
 * How often an environment may be asked.
 *
 *   Admin API   calls of an environment in an hour, by whatever key
 *   delivery    deliveries to one client address in a minute, of those that need work: what lies finished in memory is
 *               answered before anybody counts
 *
 * The installation sets both; an environment can only lower them. Counting never stands in the way: when it fails, the
 * request goes on.
 */
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { RateLimitedError } from '../../errors/request-errors.ts'
import type { Count, Counters } from '../../ports/counters.ts'
import type { Log } from '../../ports/log.ts'
import { clientNetwork } from '../../security/address-list.ts'

export interface RateLimits {
  /** Counts a call of the Admin API. */
  adminCall(environment: ProductEnvironment): Promise<CallAllowance>
  /** Counts a delivery. @throws RateLimitedError */
  delivery(environment: ProductEnvironment, address: string | null): Promise<void>
}

/** Calls of the present hour. */
export interface CallAllowance {
  readonly limit: number
  readonly remaining: number
  /** When the hour ends: milliseconds since 1970. */
  readonly resetsAt: number
  /** This call was one too many. */
  readonly isExceeded: boolean
}

/** Null: without a limit. */
export interface InstallationRates {
  readonly adminCallsPerHour: number | null
  readonly deliveriesPerMinute: number | null
}

export interface RateLimitOptions {
  readonly installation: InstallationRates
  readonly adminCounters: Counters
  readonly deliveryCounters: Counters
  readonly log: Log
  readonly now: () => number
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** What clients are told where there is no limit: they read a number. */
export const UNLIMITED_CALLS = 1_000_000_000

export function createRateLimits(options: RateLimitOptions): RateLimits {
  const { installation, adminCounters, deliveryCounters, log, now } = options

  async function counted(counters: Counters, environmentId: string, name: string, windowMs: number): Promise<Count> {
    try {
      return await counters.add(environmentId, name, windowMs)
    } catch (error) {
      log.warn({ error, environmentId, name }, 'a call was not counted')
      return { count: 0, endsAt: (Math.floor(now() / windowMs) + 1) * windowMs }
    }
  }

  return {
    async adminCall({ id, settings }) {
      const limit = lower(installation.adminCallsPerHour, settings.rateLimits.adminCallsPerHour) ?? UNLIMITED_CALLS
      const { count, endsAt } = await counted(adminCounters, id, 'admin', HOUR_MS)
      return { limit, remaining: Math.max(0, limit - count), resetsAt: endsAt, isExceeded: count > limit }
    },
    async delivery({ id, settings }, address) {
      const limit = lower(installation.deliveriesPerMinute, settings.rateLimits.deliveriesPerMinute)
      if (limit === null || address === null) return
      const { count, endsAt } = await counted(deliveryCounters, id, clientNetwork(address), MINUTE_MS)
      if (count <= limit) return
      throw new RateLimitedError(`Rate Limit Exceeded. Limit of ${limit} deliveries a minute reached`, endsAt - now())
    },
  }
}

function lower(installation: number | null, own: number | null): number | null {
  if (installation === null || own === null) return installation ?? own
  return Math.min(installation, own)
}
