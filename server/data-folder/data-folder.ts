/**
 * The folder of a server: made when missing, readable by its owner only, writable, and used by one process at a time.
 *
 * The lock is one that the kernel keeps (on `server.lock`), so a process that was killed leaves nothing to clean up.
 * `server.pid` only tells a human who holds it.
 */
import { accessSync, constants, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { isWantOfSpace } from '../errors/want-of-space.ts'
import { DataFolderError } from './data-folder-error.ts'
import { type KernelLock, tryKernelLock } from './kernel-lock.ts'
import { releaseReserve } from './reserve.ts'
import { isBeingRestored } from './restore-mark.ts'

export interface DataFolder {
  /** Absolute, without symbolic links. */
  readonly path: string
  /** Gives the folder free. Closing twice is fine. */
  close(): void
}

/** What a start takes from the reserve on a full disk. */
const START_BYTES = 1024 * 1024

/** @throws DataFolderError when the folder cannot be made or written, or another process has it. */
export function openDataFolder(path: string): DataFolder {
  const folder = makeFolder(path)
  if (isBeingRestored(folder)) {
    throw new DataFolderError(`The data folder ${folder} was not restored to the end: run "tintype restore" again`)
  }
  const lock = takeLock(folder)
  const pidFile = join(folder, 'server.pid')
  write(pidFile, `${JSON.stringify({ pid: process.pid, startedAt: new Date().toISOString() })}\n`)

  let open = true
  return {
    path: folder,
    close() {
      if (!open) return
      open = false
      rmSync(pidFile, { force: true })
      lock.release()
    },
  }
}

/** Who uses the folder now: null when nobody does. Does not take the lock away from anybody. */
export function dataFolderHolder(path: string): { readonly pid: number | null } | null {
  const folder = resolve(path)
  if (!statSync(join(folder, 'server.lock'), { throwIfNoEntry: false })) return null
  const lock = tryLock(folder)
  lock?.release()
  return lock === null ? { pid: readPid(folder) } : null
}

function makeFolder(path: string): string {
  const folder = resolve(path)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const probe = join(folder, `.probe-${process.pid}`)
    write(probe, 'x')
    rmSync(probe)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(folder)
  } catch (error) {
    throw new DataFolderError(`The data folder ${folder} cannot be used: ${reason(error)}`, { cause: error })
  }
}

/** A server starts on a full disk too: deleting through it is a way to make space. */
function write(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    if (!isWantOfSpace(error) || !releaseReserve(dirname(path), START_BYTES)) throw error
    writeFileSync(path, text)
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `no permission to write there; give it to this user (uid ${process.getuid?.() ?? 'unknown'}) or choose another with --data`
    case 'EROFS':
      return 'its file system is read-only; choose another with --data'
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file is in the way; choose another with --data'
    case 'ENOSPC':
      return 'the disk is full'
    default:
      return code || 'unknown reason'
  }
}

function takeLock(folder: string): KernelLock {
  const lock = tryLock(folder)
  if (lock !== null) return lock
  const pid = readPid(folder)
  const holder = pid === null ? 'another process' : `process ${pid}`
  throw new DataFolderError(
    `The data folder ${folder} is in use by ${holder}: stop that server first, or choose another folder with --data`,
  )
}

function tryLock(folder: string): KernelLock | null {
  return tryKernelLock(join(folder, 'server.lock'))
}

function readPid(folder: string): number | null {
  try {
    const { pid } = JSON.parse(readFileSync(join(folder, 'server.pid'), 'utf8')) as { pid?: unknown }
    return typeof pid === 'number' ? pid : null
  } catch {
    return null
  }
}
