/** A stored file as a file of this machine, for the engines. */

import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Storage } from '../../ports/storage.ts'
import type { Spool } from './spool.ts'

/** Where the storage has no files of its own, a copy is made and removed afterwards. */
export async function withLocalFile<T>(
  key: string,
  { storage, spool }: { readonly storage: Storage; readonly spool: Spool },
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (storage.localPath !== undefined) return work(storage.localPath(key))
  const path = spool.newPath()
  try {
    const { body } = await storage.get(key)
    await pipeline(body, createWriteStream(path, { flags: 'wx' }))
    return await work(path)
  } finally {
    await spool.discard(path)
  }
}
