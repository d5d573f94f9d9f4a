/**
 * The data folder's file system: that files can be written, flushed, renamed over one another and locked, which is what
 * durable uploads stand on, and that there is room. Runs beside a server that uses the folder.
 */
import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { dataFolderHolder, openDataFolder } from '../data-folder/data-folder.ts'
import { type Check, type Finding, failed, ok, warning } from './check.ts'

/** Below this share of free space derived files are dropped. */
const SCARCE = 0.05

export const checkDisk: Check = {
  name: 'Data folder',
  run({ data }) {
    const path = resolve(data)
    try {
      const holder = statSync(path, { throwIfNoEntry: false }) ? dataFolderHolder(path) : null
      if (holder === null) openDataFolder(path).close()
      return probe(path) ?? state(path, holder)
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown reason'
      return failed(reason, 'Choose another folder with --data, or make this one writable for the user of the server')
    }
  },
}

function probe(path: string): Finding | null {
  const folder = mkdtempSync(join(path, '.doctor-'))
  try {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')]
    writeFileSync(first, 'old')
    writeFileSync(second, 'new', { flush: true })
    renameSync(second, first)
    if (readFileSync(first, 'utf8') !== 'new') {
      return failed(`Renaming over a file does not replace it on ${path}`, 'Use a local POSIX file system (ext4, xfs)')
    }
    // A folder must be flushed too, or a renamed file may be gone after a power cut.
    const handle = openSync(folder, 'r')
    fsyncSync(handle)
    closeSync(handle)
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function state(path: string, holder: { readonly pid: number | null } | null): Finding {
  const { bavail, blocks, bsize } = statfsSync(path)
  const free = `${((bavail * bsize) / 1e9).toFixed(1)} GB free`
  const used = holder === null ? '' : `, used by the server with process number ${holder.pid ?? 'unknown'}`
  const text = `${path}, ${free}${used}`
  if (bavail / blocks < SCARCE) {
    return warning(text, 'Free some space: below 5 % derived files are dropped and made again at each request')
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    return warning(`${path} can be read by other users, and it holds API secrets`, `chmod 700 ${path}`)
  }
  return ok(text)
}
