/**
 * Usage limits: those of the installation and those of an environment, each with its own consequence. Near a limit and
 * beyond it the log says so, once; where a reached limit throttles, what would make something new (uploads, first
 * fetches, new derived files, analyses) is let in a few times a minute. Nothing here stands before what exists.
 *
 * What is under way when a limit is reached is finished, so that an environment can end a little beyond it.
 */
import { performance } from 'node:perf_hooks'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { StoredTotals } from '../../domain/usage.ts'
import {
  hasLimits,
  LIMITED_AMOUNTS,
  type LimitedAmount,
  lowerMaxima,
  NO_USAGE_LIMITS,
  type UsageLimits,
  type UsageMaxima,
  usedAmounts,
  usedPercent,
} from '../../domain/usage-limits.ts'
import { UsageLimitError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Log } from '../../ports/log.ts'
import { usedInCycle } from './usage-report.ts'

export interface UsageGate {
  /** Counts something new. @throws UsageLimitError */
  admit(environment: ProductEnvironment): Promise<void>
  /** The same without counting: before bytes are read that would be refused afterwards. @throws UsageLimitError */
  assertOpen(environment: ProductEnvironment): Promise<void>
  /** Warns of limits that are near or reached. */
  watch(environment: ProductEnvironment): Promise<void>
  /** What holds: the lower of the installation's and the environment's own. */
  maximaOf(environment: ProductEnvironment): UsageMaxima
}

export interface UsageGateDependencies {
  readonly database: Pick<Database, 'usage'>
  readonly clock: Clock
  readonly log: Log
  /** For each environment; default: none. */
  readonly installation?: UsageLimits | undefined
}

const MINUTE_MS = 60_000
const NEAR_PERCENT = 80
/** What is stored is counted anew for each question, unless that takes long: then in a twentieth of the time. */
const LONG_MS = 50
const REST_FACTOR = 20

export function createUsageGate(dependencies: UsageGateDependencies): UsageGate {
  const { database, clock, log, installation = NO_USAGE_LIMITS } = dependencies
  const totals = new Map<string, { readonly stored: StoredTotals; readonly staleAt: number }>()
  const warned = new Map<string, number>()
  const minutes = new Map<string, { readonly startsAt: number; count: number }>()

  const limitsOf = ({ settings }: ProductEnvironment) => [installation, settings.usageLimits].filter(hasLimits)

  async function storedTotals(environmentId: string): Promise<StoredTotals> {
    const known = totals.get(environmentId)
    const startedAt = performance.now()
    if (known !== undefined && known.staleAt > startedAt) return known.stored
    const stored = await database.usage.totals(environmentId)
    const now = performance.now()
    const took = now - startedAt
    totals.set(environmentId, { stored, staleAt: took < LONG_MS ? now : now + took * REST_FACTOR })
    return stored
  }

  /** The limits that are used up; null where there are none to look at. */
  async function reachedLimits(environment: ProductEnvironment): Promise<readonly Reached[]> {
    const all = limitsOf(environment)
    if (all.length === 0) return []
    try {
      const used = usedAmounts(await usedInCycle(environment.id, clock.now(), database, storedTotals))
      warn(environment, used)
      return all.flatMap((limits) =>
        LIMITED_AMOUNTS.filter((name) => used[name] >= (limits.most[name] ?? Number.POSITIVE_INFINITY)).map((name) => ({
          name,
          limits,
        })),
      )
    } catch (error) {
      log.warn(
        { error, environmentId: environment.id },
        'the use of an environment could not be compared with its limits',
      )
      return []
    }
  }

  function warn(environment: ProductEnvironment, used: Readonly<Record<LimitedAmount, number>>): void {
    const most = maximaOf(environment)
    for (const name of LIMITED_AMOUNTS) {
      const limit = most[name]
      const percent = limit === null ? 0 : usedPercent(used[name], limit)
      const level = percent >= 100 ? 100 : percent >= NEAR_PERCENT ? NEAR_PERCENT : 0
      const key = `${environment.id} ${name}`
      if (level > (warned.get(key) ?? 0)) {
        const fields = {
          environmentId: environment.id,
          cloudName: environment.cloudName,
          name,
          used: used[name],
          limit,
        }
        log.warn(fields, level === 100 ? 'a usage limit is reached' : 'a usage limit is near')
      }
      if (level === 0) warned.delete(key)
      else warned.set(key, level)
    }
  }

  function maximaOf({ settings }: ProductEnvironment): UsageMaxima {
    return lowerMaxima(installation.most, settings.usageLimits.most)
  }

  async function pass(environment: ProductEnvironment, { isCounted }: { readonly isCounted: boolean }): Promise<void> {
    const throttling = (await reachedLimits(environment)).filter(({ limits }) => limits.whenReached === 'throttle')
    const [strictest] = throttling.toSorted((a, b) => a.limits.throttledPerMinute - b.limits.throttledPerMinute)
    if (strictest === undefined) return
    const now = clock.now()
    const startsAt = Math.floor(now / MINUTE_MS) * MINUTE_MS
    const known = minutes.get(environment.id)
    const minute = known?.startsAt === startsAt ? known : { startsAt, count: 0 }
    const { throttledPerMinute } = strictest.limits
    if (minute.count >= throttledPerMinute) {
      throw new UsageLimitError(strictest.name, throttledPerMinute, startsAt + MINUTE_MS - now)
    }
    if (!isCounted) return
    minute.count += 1
    minutes.set(environment.id, minute)
  }

  return {
    admit: (environment) => pass(environment, { isCounted: true }),
    assertOpen: (environment) => pass(environment, { isCounted: false }),
    watch: async (environment) => void (await reachedLimits(environment)),
    maximaOf,
  }
}

interface Reached {
  readonly name: LimitedAmount
  readonly limits: UsageLimits
}
