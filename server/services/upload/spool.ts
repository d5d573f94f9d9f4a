/**
 * Where files lie while they arrive: a folder on the volume of the storage, so that a finished file is moved, not
 * copied. Digests are computed while the bytes pass. Whatever goes wrong, the file is removed before the error is told.
 *
 *   <folder>/<random>            files under way
 *   <folder>/chunks/<session>    chunked uploads, kept until they are complete or expire
 *   <folder>/intents/<version>   name of the storage key that an upload is about to make; removed once its row is safe
 */
import { createHash, type Hash } from 'node:crypto'
import { closeSync, createReadStream, open, write } from 'node:fs'
import { mkdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { ClientGoneError, InvalidParameterError, StorageFullError } from '../../errors/request-errors.ts'
import { asStorageFull } from '../../errors/want-of-space.ts'
import type { Random } from '../../ports/random.ts'
import type { Room } from '../../ports/room.ts'
import { withRoom } from '../room/with-room.ts'

export interface SpooledFile {
  readonly path: string
  readonly bytes: number
  /** 32 hex; empty for a part of a file, which needs none. */
  readonly md5: string
  /** 64 hex. */
  readonly sha256: string
}

export interface ReceiveOptions {
  readonly maxBytes: number
  /** What the sender announced, for the message when it is too much. */
  readonly announcedBytes?: number | null
  readonly signal?: AbortSignal
  /** Only SHA-256, by which parts are compared. */
  readonly isPart?: boolean
  /** How long nothing may arrive; default 30 s. */
  readonly idleMs?: number
}

export interface Spool {
  readonly folder: string
  readonly chunkFolder: string
  readonly intentFolder: string
  /** Path of a file that does not exist yet. */
  newPath(): string
  /** @throws InvalidParameterError when it is larger than allowed; StorageFullError */
  receive(body: Readable, options: ReceiveOptions): Promise<SpooledFile>
  /** Digests of a file that is there already. */
  measure(path: string, signal?: AbortSignal): Promise<SpooledFile>
  /** The file has become the storage's: there is nothing to remove any more. */
  moved(path: string): void
  discard(path: string): Promise<void>
}

const IDLE_MS = 30_000
/** Pieces have at most 64 KB. */
const WRITES_AT_ONCE = 4

const openFile = promisify(open)
const writeFile = promisify(write)

export interface SpoolOptions {
  readonly folder: string
  readonly random: Random
  readonly room: Pick<Room, 'isFull' | 'make'>
}

export async function openSpool({ folder, random, room }: SpoolOptions): Promise<Spool> {
  const chunkFolder = join(folder, 'chunks')
  const intentFolder = join(folder, 'intents')
  await mkdir(chunkFolder, { recursive: true })
  await mkdir(intentFolder, { recursive: true })

  const newPath = () => {
    const path = join(folder, random.hex(32))
    present.add(path)
    return path
  }
  /** Files that may still be there: most are moved away before anybody asks to remove them. */
  const present = new Set<string>()
  const discard = async (path: string) => {
    if (path.startsWith(chunkFolder) || present.delete(path)) await removeFile(path)
  }

  return {
    folder,
    chunkFolder,
    intentFolder,
    newPath,
    async receive(body, receiveOptions) {
      const { maxBytes, announcedBytes, signal } = receiveOptions
      if (typeof announcedBytes === 'number' && announcedBytes > maxBytes) throw tooLargeError(announcedBytes, maxBytes)
      if (room.isFull()) throw new StorageFullError()
      const path = newPath()
      const digests = new Digests({ withMd5: receiveOptions.isPart !== true })
      const idle = new AbortController()
      const timer = setTimeout(
        () => idle.abort(new ClientGoneError('Nothing arrived for too long')),
        receiveOptions.idleMs ?? IDLE_MS,
      )
      const stop = () => body.destroy(signal?.reason)
      // What fails while the file is being opened is thrown when it is read.
      body.on('error', () => {})
      idle.signal.addEventListener('abort', () => body.destroy(idle.signal.reason), { once: true })
      signal?.addEventListener('abort', stop, { once: true })
      try {
        signal?.throwIfAborted()
        await writeStream(body, path, room, (chunk) => {
          timer.refresh()
          digests.add(chunk)
          if (digests.bytes > maxBytes) throw tooLargeError(Math.max(digests.bytes, announcedBytes ?? 0), maxBytes)
        })
        return digests.finish(path)
      } catch (error) {
        body.destroy()
        await discard(path)
        throw idle.signal.aborted ? idle.signal.reason : asStorageFull(error)
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', stop)
      }
    },
    async measure(path, signal) {
      const digests = new Digests({ withMd5: true })
      const file = createReadStream(path, signalOption(signal))
      for await (const chunk of file) digests.add(chunk)
      return digests.finish(path)
    },
    moved: (path) => void present.delete(path),
    discard,
  }
}

/**
 * Writes what a stream gives, a few pieces at a time; `look` sees each, and may throw. A pipeline into a write stream
 * costs more: about a tenth of the CPU of a small upload, and of the time of a large one.
 */
async function writeStream(
  body: Readable,
  path: string,
  room: Pick<Room, 'make'>,
  look: (chunk: Buffer) => void,
): Promise<void> {
  const file = await openFile(path, 'wx')
  const writes: Promise<void>[] = []
  try {
    let position = 0
    for await (const chunk of body) {
      if (writes.length === WRITES_AT_ONCE) await writes.shift()
      const at = position
      const written = withRoom(room, () => writeFully(file, chunk, at))
      // Told where it is waited for, below.
      written.catch(() => {})
      writes.push(written)
      position += chunk.length
      look(chunk)
    }
    await Promise.all(writes)
  } finally {
    await Promise.allSettled(writes)
    closeSync(file)
  }
}

async function writeFully(file: number, chunk: Buffer, position: number): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    const { bytesWritten } = await writeFile(file, chunk, written, chunk.length - written, position + written)
    written += bytesWritten
  }
}

/** Much cheaper than `rm`, which looks at the file first. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** "File size too large" in the words that clients know. */
export function tooLargeError(received: number, maximum: number): InvalidParameterError {
  return new InvalidParameterError(`File size too large. Got ${received}. Maximum is ${maximum}.`)
}

class Digests {
  readonly #md5: Hash | null
  readonly #sha256 = createHash('sha256')
  bytes = 0

  constructor({ withMd5 }: { readonly withMd5: boolean }) {
    this.#md5 = withMd5 ? createHash('md5') : null
  }

  add(chunk: Uint8Array): void {
    this.bytes += chunk.length
    this.#md5?.update(chunk)
    this.#sha256.update(chunk)
  }

  finish(path: string): SpooledFile {
    return { path, bytes: this.bytes, md5: this.#md5?.digest('hex') ?? '', sha256: this.#sha256.digest('hex') }
  }
}

function signalOption(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}
