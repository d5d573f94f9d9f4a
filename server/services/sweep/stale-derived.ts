/**
 * Removes rows of files that were made from a version which is no more: a render that ended after its asset was
 * replaced or deleted can have written one.
 */
import type { Round, SweepDependencies } from './sweep-dependencies.ts'

/** Goes on after `after`. Gives where the next call goes on; null when all rows have been looked at. */
export function sweepStaleDerived(
  { database, clock }: Pick<SweepDependencies, 'database' | 'clock'>,
  { after, limit }: Round & { readonly after: string | null },
): Promise<string | null> {
  return database.transaction(async (rows) => {
    const { stale, last } = await rows.derived.findStale({ after, limit })
    const removed = await rows.derived.deleteByIds(stale.map(({ id }) => id))
    await rows.garbage.add(
      removed.map(({ storageKey }) => storageKey),
      clock.now(),
    )
    return last
  })
}
