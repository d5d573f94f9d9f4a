/**
 * Makes a backup while the server runs.
 *
 *   hold      the server deletes no file until all are copied
 *   snapshot  the database at one moment; what was acknowledged before is in it
 *   copy      the files that it names: other names for the same bytes where possible
 *   finish    the manifest, everything flushed, the folder gets its name
 *
 * Until then the folder is called `<folder>.unfinished`: a backup that was cut off does not look like one.
 */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { isWantOfSpace } from '../../errors/want-of-space.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import { BackupError } from './backup-error.ts'
import { flushed, linkOrCopy, partDigest, sizeOf } from './local-files.ts'
import { DATABASE, FILE_LIST, FILES, MANIFEST, type Manifest, SECRET_KEY } from './manifest.ts'
import { namedFiles } from './named-files.ts'

export interface BackupOptions {
  /** Absolute; must not exist, or be empty. */
  readonly target: string
  /** Of the data folder. */
  readonly secretKeyPath: string
  /** Of a stored file on this machine. */
  localPath(key: string): string
  /** Keeps the server from deleting files. */
  hold(): Promise<{ release(): void }>
  /** Writes the database of this moment there. */
  snapshot(path: string): void
  /** Reads such a snapshot. */
  openSnapshot(path: string): Promise<Pick<Database, 'storedFiles' | 'close'>>
  /** False: bytes of their own for every file. */
  readonly mayLink: boolean
  readonly version: string
  readonly clock: Clock
}

export interface MadeBackup {
  readonly manifest: Manifest
  readonly linked: number
}

const UNFINISHED = '.unfinished'
/** Says that such a folder is ours, and may be removed. */
const MARK = 'unfinished-backup'
const AT_ONCE = 8

export async function makeBackup(options: BackupOptions): Promise<MadeBackup> {
  const { target } = options
  if (!(await isAbsentOrEmpty(target))) throw new BackupError(`${target} exists already: name a new folder`)
  const folder = `${target}${UNFINISHED}`
  try {
    return await makeIn(folder, options)
  } catch (error) {
    if (!isWantOfSpace(error)) throw error
    throw new BackupError(`There is no room for the backup in ${folder}: it was not finished`, { cause: error })
  }
}

async function makeIn(folder: string, options: BackupOptions): Promise<MadeBackup> {
  const { target, clock } = options
  // First of all: a second backup must not touch the folder of this one.
  const hold = await options.hold()
  let copied: CopiedFiles
  const begunAt = clock.now()
  try {
    await begin(folder)
    options.snapshot(join(folder, DATABASE))
    await copyFile(options.secretKeyPath, join(folder, SECRET_KEY))
    copied = await copyFiles(folder, options)
  } finally {
    hold.release()
  }
  const manifest: Manifest = {
    kind: 'tintype-backup',
    format: 1,
    begunAt: new Date(begunAt).toISOString(),
    finishedAt: new Date(clock.now()).toISOString(),
    version: options.version,
    parts: {
      [DATABASE]: await partDigest(join(folder, DATABASE)),
      [SECRET_KEY]: await partDigest(join(folder, SECRET_KEY)),
      [FILE_LIST]: await partDigest(join(folder, FILE_LIST)),
    },
    files: copied.files,
    bytes: copied.bytes,
    missing: copied.missing,
  }
  await finish(folder, target, manifest)
  return { manifest, linked: copied.linked }
}

async function isAbsentOrEmpty(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true
    throw new BackupError(`${path} cannot be used: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`)
  }
}

async function begin(folder: string): Promise<void> {
  if ((await sizeOf(join(folder, MARK))) !== null) await rm(folder, { recursive: true })
  else if (!(await isAbsentOrEmpty(folder))) throw new BackupError(`${folder} is in the way: remove it`)
  await mkdir(join(folder, FILES), { recursive: true, mode: 0o700 })
  await writeFile(join(folder, MARK), '')
}

interface CopiedFiles {
  readonly files: number
  readonly bytes: number
  readonly linked: number
  readonly missing: readonly string[]
}

async function copyFiles(folder: string, options: BackupOptions): Promise<CopiedFiles> {
  const database = await options.openSnapshot(join(folder, DATABASE))
  const list = createWriteStream(join(folder, FILE_LIST), { flush: true })
  const listed = finished(list)
  const missing: string[] = []
  let [files, bytes, linked] = [0, 0, 0]
  try {
    for await (const batch of namedFiles(database, AT_ONCE)) {
      await Promise.all(
        batch.map(async (file) => {
          const from = options.localPath(file.storageKey)
          if ((await sizeOf(from)) !== file.bytes) {
            missing.push(file.storageKey)
            return
          }
          const way = await linkOrCopy(from, join(folder, FILES, file.storageKey), options.mayLink)
          const line = { key: file.storageKey, bytes: file.bytes, sha256: file.digest.value }
          list.write(`${JSON.stringify(line)}\n`)
          files += 1
          bytes += file.bytes
          if (way === 'linked') linked += 1
        }),
      )
      if (list.writableNeedDrain) await once(list, 'drain')
    }
  } finally {
    list.end()
    await database.close()
    await listed
  }
  return { files, bytes, linked, missing: missing.toSorted() }
}

async function finish(folder: string, target: string, manifest: Manifest): Promise<void> {
  await flushFolders(join(folder, FILES))
  await rm(join(folder, MARK))
  await flushed(join(folder, SECRET_KEY))
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true })
  await flushed(folder)
  await rename(folder, target)
  await flushed(dirname(target))
}

/** Names are on the disk when their folder is. */
async function flushFolders(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await flushFolders(join(folder, entry.name))
  }
  await flushed(folder)
}
