/** A data folder that is being restored, or whose restoring was cut off, has a mark: no server starts on it. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export const RESTORE_MARK = 'restoring'

export function isBeingRestored(folder: string): boolean {
  return existsSync(join(folder, RESTORE_MARK))
}

export function markRestoring(folder: string): void {
  closeSync(openSync(join(folder, RESTORE_MARK), 'w', 0o600))
  flushFolder(folder)
}

export function unmarkRestoring(folder: string): void {
  rmSync(join(folder, RESTORE_MARK))
  flushFolder(folder)
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
