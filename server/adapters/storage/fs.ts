/**
 * Objects as files under one folder of this machine.
 *
 * A file is written beside its final place's volume (`.tmp/`), flushed, renamed, and then every folder that got a new
 * entry is flushed too: only after that a `put` resolves. A crash leaves the whole object or none, and debris only in
 * `.tmp/`, which is emptied at the next start.
 */
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, renameSync } from 'node:fs'
import { mkdir, open, opendir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ObjectNotFoundError } from '../../errors/port-errors.ts'
import { asStorageFull } from '../../errors/want-of-space.ts'
import type { Storage } from '../../ports/storage.ts'
import { flush, folderFlush } from './flush.ts'
import { assertKey } from './key.ts'
import { inOnePiece, readSmall } from './read-small.ts'

export interface FsStorageOptions {
  /** Absolute path; made when missing. */
  readonly root: string
  /** Another process works there: what it is writing is left alone. */
  readonly isBeside?: boolean
}

const TEMPORARY = '.tmp'
const MOST_UNFLUSHED = 10_000
const CHUNK_BYTES = 256 * 1024

export async function fsStorage(options: FsStorageOptions): Promise<Storage> {
  const { root } = options
  const temporary = join(root, TEMPORARY)
  if (options.isBeside !== true) await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })

  const pathOf = (key: string) => join(root, assertKey(key))
  /** First-level folders whose own entry is known to be on the disk. */
  const durable = new Set<string>()
  const flushFolder = folderFlush()
  /** Folders that were made without flushing the entries that lead to them. */
  const unflushed = new Set<string>()

  /** Renames without flushing anything. Changing a name is quicker than a trip to the thread pool for it. */
  async function moveLightly(from: string, to: string): Promise<void> {
    const folder = dirname(to)
    for (let attempt = 1; ; attempt++) {
      try {
        renameSync(from, to)
        return
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 5) throw error
        await stat(from)
      }
      const made = await mkdir(folder, { recursive: true })
      if (made === undefined) continue
      if (unflushed.size < MOST_UNFLUSHED) unflushed.add(made)
      else await Promise.all(foldersBetween(dirname(made), folder, root).map((path) => flushFolder(path)))
    }
  }

  /** The highest folder above that one whose entry may not be on the disk. */
  function highestUnflushed(folder: string): string | null {
    let highest: string | null = null
    for (let at = folder; unflushed.size > 0 && at.length > root.length; at = dirname(at)) {
      if (unflushed.has(at)) highest = at
    }
    return highest
  }

  /** Renames, and flushes every folder that got a new entry. */
  async function moveInto(from: string, to: string): Promise<void> {
    const folder = dirname(to)
    const firstLevel = join(root, relative(root, to).split(sep)[0] ?? '')
    // A folder can be removed as empty between making and using it: then make it again.
    for (let attempt = 1; ; attempt++) {
      const made = await mkdir(folder, { recursive: true })
      try {
        await rename(from, to)
        const madeFrom = highestUnflushed(folder) ?? made
        const topmost = madeFrom === undefined ? folder : dirname(madeFrom)
        // Whoever made the first level may not have flushed it yet.
        const changed = foldersBetween(durable.has(firstLevel) ? topmost : root, folder, root)
        // Their order does not matter, and together they share one commit of the file system's journal.
        await Promise.all(changed.map((path) => flushFolder(path)))
        durable.add(firstLevel)
        for (let at = folder; at.length > root.length; at = dirname(at)) unflushed.delete(at)
        return
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 5) throw error
        await stat(from)
      }
    }
  }

  const storage: Storage = {
    name: 'fs',
    async put(key, body, putOptions) {
      const path = pathOf(key)
      const draft = join(temporary, randomUUID())
      try {
        await pipeline(body, createWriteStream(draft, { flags: 'wx', flush: true }), {
          ...(putOptions?.signal === undefined ? {} : { signal: putOptions.signal }),
        })
        const { size } = await stat(draft)
        await moveInto(draft, path)
        return { size }
      } catch (error) {
        await rm(draft, { force: true })
        throw translated(error)
      }
    },
    async adopt(key, localPath, putOptions) {
      putOptions?.signal?.throwIfAborted()
      const path = pathOf(key)
      try {
        if (putOptions?.durable === false) await moveLightly(localPath, path)
        else {
          await flush(localPath)
          await moveInto(localPath, path)
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw translated(error)
        await storage.put(key, createReadStream(localPath), putOptions)
        await rm(localPath)
      }
    },
    async get(key, getOptions) {
      const path = pathOf(key)
      const isWhole = getOptions?.isRecent === true && getOptions.range === undefined
      const small = isWhole ? readSmall(path) : null
      if (small !== null) return { body: inOnePiece(small), size: small.length }
      const file = await open(path, 'r').catch((error) => {
        throw translated(error)
      })
      try {
        const { size } = await file.stat()
        const { start, end } = getOptions?.range ?? { start: 0, end: size - 1 }
        const body = file.createReadStream({
          ...getOptions?.range,
          // A buffer is made for each chunk: of small files no larger than they are.
          highWaterMark: Math.min(CHUNK_BYTES, Math.max(1, Math.min(end, size - 1) - start + 1)),
          ...(getOptions?.signal === undefined ? {} : { signal: getOptions.signal }),
        })
        return { body, size }
      } catch (error) {
        await file.close()
        throw error
      }
    },
    async head(key) {
      const found = await stat(pathOf(key)).catch(absentAsNull)
      return found?.isFile() === true ? { size: found.size } : null
    },
    async delete(key) {
      const path = pathOf(key)
      await rm(path, { force: true }).catch(absentAsNull)
      await removeEmptyFolders(root, dirname(path))
    },
    async *list(prefix) {
      // Only whole folders can be skipped: the rest of the prefix may end inside a name.
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
      for await (const path of walk(join(root, folder))) {
        const key = relative(root, path).split(sep).join('/')
        if (!key.startsWith(prefix) || key.startsWith(`${TEMPORARY}/`)) continue
        const found = await stat(path).catch(absentAsNull)
        if (found !== null) yield { key, size: found.size, modifiedAt: found.mtime }
      }
    },
    localPath: pathOf,
  }
  return storage
}

/** `lowest` and its parents up to `topmost`, both included, never above the root. */
function foldersBetween(topmost: string, lowest: string, root: string): readonly string[] {
  const folders: string[] = []
  for (let folder = lowest; folder.startsWith(root); folder = dirname(folder)) {
    folders.push(folder)
    if (folder === topmost || folder === root) break
  }
  return folders
}

async function removeEmptyFolders(root: string, from: string): Promise<void> {
  for (let folder = from; folder !== root && folder.startsWith(root); folder = dirname(folder)) {
    try {
      await rmdir(folder)
    } catch {
      // Not empty, or somebody else was quicker: both are fine.
      return
    }
  }
}

async function* walk(folder: string): AsyncIterable<string> {
  const entries = await opendir(folder).catch(absentAsNull)
  if (entries === null) return
  for await (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path)
    else if (entry.isFile()) yield path
  }
}

function absentAsNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

function translated(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ObjectNotFoundError()
  return asStorageFull(error)
}
