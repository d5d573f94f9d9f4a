/** Objects in this process' memory, for tests. */
import { readFile, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ObjectNotFoundError } from '../../errors/port-errors.ts'
import type { Storage } from '../../ports/storage.ts'
import { assertKey } from './key.ts'

export function memoryStorage(): Storage {
  const objects = new Map<string, { readonly bytes: Buffer; readonly modifiedAt: Date }>()
  return {
    name: 'memory',
    async put(key, body, options) {
      assertKey(key)
      const bytes = await buffer(options?.signal === undefined ? body : body.compose(abortable(options.signal)))
      objects.set(key, { bytes, modifiedAt: new Date() })
      return { size: bytes.length }
    },
    async adopt(key, localPath, options) {
      assertKey(key)
      options?.signal?.throwIfAborted()
      objects.set(key, { bytes: await readFile(localPath), modifiedAt: new Date() })
      await rm(localPath)
    },
    async get(key, options) {
      options?.signal?.throwIfAborted()
      const object = objects.get(key)
      if (object === undefined) throw new ObjectNotFoundError()
      const { start, end } = options?.range ?? { start: 0, end: object.bytes.length - 1 }
      const part = object.bytes.subarray(start, end + 1)
      return { body: Readable.from(part.length === 0 ? [] : [part]), size: object.bytes.length }
    },
    async head(key) {
      const object = objects.get(key)
      return object === undefined ? null : { size: object.bytes.length }
    },
    async delete(key) {
      objects.delete(key)
    },
    async *list(prefix) {
      for (const key of [...objects.keys()].sort()) {
        const object = objects.get(key)
        if (object !== undefined && key.startsWith(prefix)) {
          yield { key, size: object.bytes.length, modifiedAt: object.modifiedAt }
        }
      }
    },
  }
}

function abortable(signal: AbortSignal) {
  return async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      signal.throwIfAborted()
      yield chunk
    }
    signal.throwIfAborted()
  }
}
