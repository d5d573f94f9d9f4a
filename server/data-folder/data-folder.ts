/**
 * The folder of a server: made when missing, readable by its owner only, writable, and used by one process at a time.
 *
 * The lock is one that the kernel keeps for an open file (SQLite's, on `server.lock`), so a process that was killed
 * leaves nothing to clean up and a recycled process number cannot be mistaken for a running server. `server.pid` only
 * tells a human who holds it.
 */
import { accessSync, constants, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isWantOfSpace } from '../errors/want-of-space.ts'
import { DataFolderError } from './data-folder-error.ts'
import { releaseReserve } from './reserve.ts'

export interface DataFolder {
  /** Absolute, without symbolic links. */
  readonly path: string
  /** Gives the folder free. Closing twice is fine. */
  close(): void
}

/** What a start takes from the reserve on a full disk. */
const START_BYTES = 1024 * 1024

/** A lock that nothing refers to would be closed, and so given up, by the garbage collector. */
const HELD = new Set<DatabaseSync>()

/** @throws DataFolderError when the folder cannot be made or written, or another process has it. */
export function openDataFolder(path: string): DataFolder {
  const folder = makeFolder(path)
  const lock = takeLock(folder)
  HELD.add(lock)
  const pidFile = join(folder, 'server.pid')
  write(pidFile, `${JSON.stringify({ pid: process.pid, startedAt: new Date().toISOString() })}\n`)

  let open = true
  return {
    path: folder,
    close() {
      if (!open) return
      open = false
      HELD.delete(lock)
      rmSync(pidFile, { force: true })
      lock.close()
    },
  }
}

/** Who uses the folder now: null when nobody does. Does not take the lock away from anybody. */
export function dataFolderHolder(path: string): { readonly pid: number | null } | null {
  const folder = resolve(path)
  if (!statSync(join(folder, 'server.lock'), { throwIfNoEntry: false })) return null
  const lock = tryLock(folder)
  lock?.close()
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

function takeLock(folder: string): DatabaseSync {
  const lock = tryLock(folder)
  if (lock !== null) return lock
  const pid = readPid(folder)
  const holder = pid === null ? 'another process' : `process ${pid}`
  throw new DataFolderError(
    `The data folder ${folder} is in use by ${holder}: stop that server first, or choose another folder with --data`,
  )
}

function tryLock(folder: string): DatabaseSync | null {
  const lock = new DatabaseSync(join(folder, 'server.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    // SQLITE_BUSY; anything else (a damaged lock file, a full disk) is not "in use".
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return null
    throw new DataFolderError(
      `The lock file of the data folder ${folder} cannot be used; remove ${folder}/server.lock`,
      {
        cause: error,
      },
    )
  }
}

function readPid(folder: string): number | null {
  try {
    const { pid } = JSON.parse(readFileSync(join(folder, 'server.pid'), 'utf8')) as { pid?: unknown }
    return typeof pid === 'number' ? pid : null
  } catch {
    return null
  }
}
