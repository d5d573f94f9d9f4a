/**
 * Makes sure that one process only works on a data folder. The lock is a transaction held open on a small SQLite file:
 * the kernel drops it with the process, however that ends, so no stale lock can keep a server from starting.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DataFolderInUseError } from '../../../errors/port-errors.ts'

const SQLITE_BUSY = 5

/** Holds the folder until `release`. @throws DataFolderInUseError */
export function lockDataFolder(folder: string): { release(): void } {
  const database = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 })
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) throw new DataFolderInUseError({ cause: error })
    throw error
  }
  return { release: () => database.close() }
}
