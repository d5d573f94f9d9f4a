/**
 * Deletes stored files that no row names any more. The entry was written in the transaction that orphaned the file, so
 * nothing is forgotten over a crash; a file that a row names by now is left alone.
 */
import { DeletionHeldError } from '../../errors/port-errors.ts'
import { isNamed } from './named-files.ts'
import type { Round, SweepDependencies } from './sweep-dependencies.ts'

/** Gives whether there may be more to do. `before`: entries added earlier only, so that readers can finish. */
export async function sweepGarbage(
  { database, storage, clock, log }: Pick<SweepDependencies, 'database' | 'storage' | 'clock' | 'log'>,
  { before, limit, signal }: Round & { readonly before: number },
): Promise<boolean> {
  const keys = await database.garbage.list(before, limit)
  const done: string[] = []
  const failed: string[] = []
  for (const key of keys) {
    if (signal?.aborted === true) break
    try {
      if (await isNamed(database, key)) log.info({ storageKey: key }, 'a file to be deleted is in use again, it stays')
      else await storage.delete(key)
      done.push(key)
    } catch (error) {
      // They stay on the list as they are.
      if (error instanceof DeletionHeldError) break
      log.warn({ error, storageKey: key }, 'a file could not be deleted, it will be tried again')
      failed.push(key)
    }
  }
  await database.transaction(async (rows) => {
    await rows.garbage.remove([...done, ...failed])
    // At the end of the line: a file that cannot be deleted must not keep others from it.
    await rows.garbage.add(failed, clock.now())
  })
  return done.length === limit
}
