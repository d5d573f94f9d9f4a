/**
 * A lock that the kernel keeps for an open file (SQLite's), so a process that was killed leaves nothing locked and a
 * recycled process number cannot be mistaken for a holder.
 */
import { DatabaseSync } from 'node:sqlite'
import { DataFolderError } from './data-folder-error.ts'

export interface KernelLock {
  /** Gives it up. Twice is fine. */
  release(): void
}

/** A lock that nothing refers to would be closed, and so given up, by the garbage collector. */
const HELD = new Set<DatabaseSync>()
const SQLITE_BUSY = 5

/** Null when somebody else holds it. @throws DataFolderError when the file cannot be used for that */
export function tryKernelLock(path: string): KernelLock | null {
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    file.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    // Anything else (a damaged lock file, a full disk) is not "in use".
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null
    throw new DataFolderError(`The lock file ${path} cannot be used; remove it`, { cause: error })
  }
  HELD.add(file)
  return {
    release() {
      if (HELD.delete(file)) file.close()
    },
  }
}
