/** The report of what an environment used, now or up to a past day. */
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { credits, type UsageReport, usageDay } from '../../domain/usage.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Usage } from './create-usage.ts'

const DAY_MS = 24 * 3_600_000
const CYCLE_DAYS = 30
const OLDEST_DAYS = 90

/** @throws InvalidParameterError for a day that is not one of the last 90 */
export async function usageReport(
  environment: ProductEnvironment,
  date: string | undefined,
  { database, usage, clock }: { readonly database: Database; readonly usage: Usage; readonly clock: Clock },
): Promise<UsageReport> {
  const now = clock.now()
  const day = date === undefined ? usageDay(now) : readDay(date, now)
  await usage.flush()
  const from = usageDay(Date.parse(day) - (CYCLE_DAYS - 1) * DAY_MS)
  const counts = await database.usage.sum(environment.id, from, day)
  const isDated = day !== usageDay(now)
  const stored = isDated
    ? ((await database.usage.totalsOn(environment.id, day)) ?? { assets: 0, derived: 0, bytes: 0 })
    : await database.usage.totals(environment.id)
  const transformations =
    counts['transformations.upload'] + counts['transformations.derived'] + counts['transformations.analysis']
  return {
    day,
    requestedAt: now,
    counts,
    transformations,
    stored,
    credits: {
      transformations: credits(transformations, 0),
      bandwidth: credits(0, counts.bandwidth),
      storage: credits(0, stored.bytes),
    },
    isDated,
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
