/**
 * While a backup copies the files of a moment, the server deletes none of them: the file `backup.lock` says so, locked
 * by the process that makes the backup. If that was killed, its lock is gone, and the file means nothing.
 */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DataFolderError } from './data-folder-error.ts'
import { tryKernelLock } from './kernel-lock.ts'

const FILE = 'backup.lock'
/** A server that looks whether the file means something has the lock for a moment. */
const TRIES = 20
const PAUSE_MS = 25

/** @throws DataFolderError when another backup is being made */
export async function takeBackupHold(folder: string): Promise<{ release(): void }> {
  const path = join(folder, FILE)
  for (let attempt = 1; ; attempt++) {
    const lock = tryKernelLock(path)
    if (lock === null && attempt === TRIES) {
      throw new DataFolderError(`Another backup of ${folder} is being made: wait for its end`)
    }
    if (lock === null) {
      await delay(PAUSE_MS)
      continue
    }
    return {
      release() {
        // In this order: whoever makes the file anew holds another lock.
        rmSync(path, { force: true })
        lock.release()
      },
    }
  }
}

export function isHeldByBackup(folder: string): boolean {
  const path = join(folder, FILE)
  if (!existsSync(path)) return false
  const lock = tryKernelLock(path)
  lock?.release()
  return lock === null
}
