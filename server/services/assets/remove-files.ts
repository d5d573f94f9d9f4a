/** Deletes files whose garbage entries were just committed, instead of leaving that to the sweeper's next round. */
import { DeletionHeldError } from '../../errors/port-errors.ts'
import type { Database } from '../../ports/database.ts'
import type { Log } from '../../ports/log.ts'
import type { Storage } from '../../ports/storage.ts'
import { isNamed } from '../sweep/named-files.ts'

interface Dependencies {
  readonly database: Database
  readonly storage: Storage
  readonly log: Log
}

/** Never throws: what could not be deleted is still on the list. */
export async function removeFiles(keys: readonly string[], { database, storage, log }: Dependencies): Promise<void> {
  try {
    const removed: string[] = []
    for (const key of keys) {
      if (await isNamed(database, key)) continue
      await storage.delete(key)
      removed.push(key)
    }
    await database.garbage.remove(removed)
  } catch (error) {
    if (error instanceof DeletionHeldError) log.debug({ keys }, error.message)
    else log.warn({ error }, 'files of a deleted asset could not be removed yet')
  }
}
