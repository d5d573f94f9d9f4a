/** What the environments of an account used, month by month (calendar months, UTC), each counted for itself alone. */

import type { BillingCycle, EnvironmentUse } from '../../domain/billing-usage.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { USAGE_COUNTERS, type UsageCounter, usageDay } from '../../domain/usage.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { UsageMonth } from '../../ports/repositories/usage.ts'
import type { Usage } from './create-usage.ts'
import { charged } from './usage-report.ts'

export interface BillingDependencies {
  readonly database: Pick<Database, 'environments' | 'usage'>
  readonly usage: Pick<Usage, 'flush'>
  readonly clock: Clock
}

export interface BillingRequest {
  /** Default: this one. */
  readonly year: number | undefined
  /** Null: all. */
  readonly environmentIds: readonly string[] | null
}

const NOTHING = Object.fromEntries(USAGE_COUNTERS.map((counter) => [counter, 0])) as Record<UsageCounter, number>

/** @throws InvalidParameterError for a year that has not begun */
export async function billingUsage(
  { year, environmentIds }: BillingRequest,
  { database, usage, clock }: BillingDependencies,
): Promise<readonly BillingCycle[]> {
  const today = usageDay(clock.now())
  const chosen = String(year ?? today.slice(0, 4))
  if (chosen > today.slice(0, 4)) {
    throw new InvalidParameterError(`Invalid value ${chosen} for parameter year: that year has not begun`)
  }
  await usage.flush()
  const known = await database.environments.list()
  const environments = known.filter(({ id }) => environmentIds?.includes(id) !== false)
  const rows = await database.usage.months(`${chosen}-01-01`, `${chosen}-12-31`)
  const rowOf = new Map(rows.map((row) => [keyOf(row.environmentId, row.month), row]))
  const bytes = new Map<string, number>()
  const cycles: BillingCycle[] = []
  for (const month of monthsOf(chosen, today)) {
    const uses: EnvironmentUse[] = []
    for (const environment of environments) {
      const row = rowOf.get(keyOf(environment.id, month))
      bytes.set(environment.id, await storedIn(month, environment, row, bytes.get(environment.id) ?? 0))
      uses.push(useOf(environment, row, bytes.get(environment.id) ?? 0))
    }
    const toDay = today.startsWith(month) ? today : lastDayOf(month)
    cycles.push({ fromDay: `${month}-01`, toDay, environments: uses })
  }
  return cycles

  /** A month of which nothing is remembered ends as the one before. */
  async function storedIn(month: string, { id }: ProductEnvironment, row: UsageMonth | undefined, before: number) {
    if (today.startsWith(month)) return (await database.usage.totals(id)).bytes
    return row?.storedBytes ?? before
  }
}

function useOf(environment: ProductEnvironment, row: UsageMonth | undefined, bytes: number): EnvironmentUse {
  const counts = { ...NOTHING, ...row?.counts }
  return { environment, counts, bytes, ...charged(counts, { assets: 0, derived: 0, bytes }) }
}

function keyOf(environmentId: string, month: string): string {
  return `${month} ${environmentId}`
}

/** `2026-01` … as far as time has come. */
function monthsOf(year: string, today: string): readonly string[] {
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
  return months.filter((month) => month <= today.slice(0, 7))
}

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return usageDay(Date.UTC(year, number, 0))
}
