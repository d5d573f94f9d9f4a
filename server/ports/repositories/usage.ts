import type { StoredTotals, UsageCounter, UsageCounts } from '../../domain/usage.ts'

export interface UsageMonth {
  readonly environmentId: string
  /** `2026-11` */
  readonly month: string
  readonly counts: UsageCounts
  /** On the last day of it of which that is remembered; null when there is none. */
  readonly storedBytes: number | null
}

export interface UsageRepository {
  /** Adds to the counts of a day (`2026-11-23`). */
  add(environmentId: string, day: string, counts: UsageCounts): Promise<void>
  /** Sums over days, both included. */
  sum(environmentId: string, from: string, to: string): Promise<Readonly<Record<UsageCounter, number>>>
  /** What every environment used in each month, of days from one to another; those without counts are left out. */
  months(from: string, to: string): Promise<readonly UsageMonth[]>
  /** What is stored now. */
  totals(environmentId: string): Promise<StoredTotals>
  /** Remembers what was stored on a day; the last word of a day counts. */
  putTotals(environmentId: string, day: string, totals: StoredTotals): Promise<void>
  /** Of the latest remembered day up to that one; null when there is none. */
  totalsOn(environmentId: string, day: string): Promise<StoredTotals | null>
  /**
   * Whether a writer has not written that or a later one of its batches yet; notes that it now does. In the transaction
   * of the batch: one whose commit failed in an unknown way can be written again and counts once.
   */
  beginBatch(writer: string, batch: number, day: string): Promise<boolean>
  /** Days before that one, and writers that wrote nothing since. */
  deleteBefore(day: string): Promise<void>
}
