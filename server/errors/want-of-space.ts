/** A full disk, however it is reported. */
import { StorageFullError } from './request-errors.ts'

/** No space, or no quota, left: our own error, or the system's. */
export function isWantOfSpace(error: unknown): boolean {
  if (error instanceof StorageFullError) return true
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOSPC' || code === 'EDQUOT'
}

/** The system's error as ours; any other as it is. */
export function asStorageFull(error: unknown): unknown {
  return isWantOfSpace(error) && !(error instanceof StorageFullError) ? new StorageFullError({ cause: error }) : error
}
