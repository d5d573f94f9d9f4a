/** Remembers what each environment stores, for reports of past days, and forgets counts that no report reaches. */
import { usageDay } from '../../domain/usage.ts'
import type { SweepDependencies } from './sweep-dependencies.ts'

const DAY_MS = 24 * 3_600_000
/** This year and the one before, for reports by month. */
const KEPT_DAYS = 2 * 366

/** Of today, again and again: the last word of a day counts. */
export async function keepUsageTotals({
  database,
  clock,
}: Pick<SweepDependencies, 'database' | 'clock'>): Promise<void> {
  const day = usageDay(clock.now())
  for (const { id } of await database.environments.list()) {
    await database.usage.putTotals(id, day, await database.usage.totals(id))
  }
  await database.usage.deleteBefore(usageDay(clock.now() - KEPT_DAYS * DAY_MS))
}
