/** The report of what an environment used, now or up to a past day. */
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { credits, type StoredTotals, type UsageReport, usageDay } from '../../domain/usage.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Usage } from './create-usage.ts'
import type { UsageGate } from './usage-gate.ts'

const DAY_MS = 24 * 3_600_000
const CYCLE_DAYS = 30
const OLDEST_DAYS = 90

export interface UsageReportDependencies {
  readonly database: Pick<Database, 'usage'>
  readonly usage: Pick<Usage, 'flush'>
  readonly usageGate: Pick<UsageGate, 'maximaOf'>
  readonly clock: Clock
}

/** @throws InvalidParameterError for a day that is not one of the last 90 */
export async function usageReport(
  environment: ProductEnvironment,
  date: string | undefined,
  { database, usage, usageGate, clock }: UsageReportDependencies,
): Promise<UsageReport> {
  const now = clock.now()
  const day = date === undefined ? usageDay(now) : readDay(date, now)
  await usage.flush()
  const isDated = day !== usageDay(now)
  const storedThen = async (id: string) => (await database.usage.totalsOn(id, day)) ?? NOTHING_STORED
  const used = await usedInCycle(environment.id, Date.parse(day), database, isDated ? storedThen : undefined)
  return { ...used, day, requestedAt: now, isDated, most: isDated ? null : usageGate.maximaOf(environment) }
}

const NOTHING_STORED: StoredTotals = { assets: 0, derived: 0, bytes: 0 }

/** Of the 30 days up to that moment's. */
export async function usedInCycle(
  environmentId: string,
  until: number,
  { usage }: Pick<Database, 'usage'>,
  storedTotals = (id: string) => usage.totals(id),
): Promise<Pick<UsageReport, 'counts' | 'transformations' | 'stored' | 'credits'>> {
  const from = usageDay(until - (CYCLE_DAYS - 1) * DAY_MS)
  const counts = await usage.sum(environmentId, from, usageDay(until))
  const stored = await storedTotals(environmentId)
  return { counts, stored, ...charged(counts, stored) }
}

/** What counts sum up to. */
export function charged(
  counts: UsageReport['counts'],
  stored: StoredTotals,
): Pick<UsageReport, 'transformations' | 'credits'> {
  const transformations =
    counts['transformations.upload'] + counts['transformations.derived'] + counts['transformations.analysis']
  return {
    transformations,
    credits: {
      transformations: credits(transformations, 0),
      bandwidth: credits(0, counts.bandwidth),
      storage: credits(0, stored.bytes),
    },
  }
}

/** `2026-11-23` or `23-11-2026`. */
function readDay(text: string, now: number): string {
  const [, year, month, day] =
    /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? reversed(/^(\d\d)-(\d\d)-(\d{4})$/.exec(text)) ?? []
  const found = `${year}-${month}-${day}`
  const time = Date.parse(found)
  if (year === undefined || Number.isNaN(time) || usageDay(time) !== found) {
    throw new InvalidParameterError(
      `Invalid value ${text.slice(0, 50)} for parameter date: expected a day such as 2026-11-23 or 23-11-2026`,
    )
  }
  if (time > now || time < now - (OLDEST_DAYS + 1) * DAY_MS) {
    throw new InvalidParameterError(
      `Invalid value ${text} for parameter date: expected one of the last ${OLDEST_DAYS} days`,
    )
  }
  return found
}

function reversed(match: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return match === null ? null : [match[0], match[3], match[2], match[1]]
}
