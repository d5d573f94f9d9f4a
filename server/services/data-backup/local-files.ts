/** Files of a backup: digests, copies, flushes. */
import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { copyFile, link, mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { PartDigest } from './manifest.ts'

export async function digestOf(path: string, algorithm: 'sha256' | 'md5' = 'sha256'): Promise<string> {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash)
  return hash.digest('hex')
}

export async function partDigest(path: string): Promise<PartDigest> {
  return { bytes: (await stat(path)).size, sha256: await digestOf(path) }
}

/** Size in bytes, or null when there is no such file. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

/** Stored files never change, so another name for the same bytes is a copy; over the border of a disk they are copied. */
export async function linkOrCopy(from: string, to: string, mayLink: boolean): Promise<'linked' | 'copied'> {
  await mkdir(dirname(to), { recursive: true })
  if (mayLink) {
    try {
      await link(from, to)
      return 'linked'
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT' || code === 'EEXIST') throw error
    }
  }
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  await flushed(to)
  return 'copied'
}

export async function flushed(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
