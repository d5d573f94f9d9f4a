/** Writing the bytes of a part to its place in a file, at most one writer for a place. */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { ClientGoneError, InvalidParameterError, StorageFullError } from '../../errors/request-errors.ts'
import type { ContentRange } from './content-range.ts'

type Range = Pick<ContentRange, 'start' | 'end'>

export interface RangeWrites {
  /**
   * Runs `work` while nobody else works on bytes of that range. Whoever works on them already is stopped first: it is
   * the same client's broken connection.
   */
  exclusively<T>(
    session: string,
    range: Range,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>
}

interface Writer {
  readonly range: Range
  readonly abort: AbortController
  readonly done: Promise<unknown>
}

export function createRangeWrites(): RangeWrites {
  const sessions = new Map<string, Set<Writer>>()
  return {
    async exclusively(session, range, signal, work) {
      const writers = sessions.get(session) ?? new Set<Writer>()
      sessions.set(session, writers)
      for (;;) {
        const rivals = [...writers].filter((writer) => overlaps(writer.range, range))
        if (rivals.length === 0) break
        for (const rival of rivals) rival.abort.abort(new ClientGoneError('The part was sent again'))
        await Promise.allSettled(rivals.map((rival) => rival.done))
      }
      signal.throwIfAborted()
      const abort = new AbortController()
      const done = work(AbortSignal.any([signal, abort.signal]))
      const writer = { range, abort, done }
      writers.add(writer)
      try {
        return await done
      } finally {
        writers.delete(writer)
        if (writers.size === 0) sessions.delete(session)
      }
    },
  }
}

export interface WriteRangeOptions {
  readonly body: Readable
  readonly path: string
  readonly range: Range
  readonly signal: AbortSignal
  /** The bytes are there already: only read and hash what was sent. */
  readonly compareOnly: boolean
}

/** SHA-256 of the part, whose bytes are on the disk. @throws InvalidParameterError when its length is another */
export async function writeRange({ body, path, range, signal, compareOnly }: WriteRangeOptions): Promise<string> {
  const length = range.end - range.start + 1
  const hash = createHash('sha256')
  const file = compareOnly ? null : await openForWriting(path)
  let received = 0
  try {
    const stop = () => body.destroy(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    try {
      for await (const chunk of body.iterator({ destroyOnReturn: false })) {
        received += chunk.length
        if (received > length) throw wrongLength(range, 'more')
        hash.update(chunk)
        await writeFully(file, chunk, range.start + received - chunk.length)
      }
    } finally {
      signal.removeEventListener('abort', stop)
    }
    signal.throwIfAborted()
    if (received !== length) throw wrongLength(range, String(received))
    await file?.datasync()
  } catch (error) {
    throw translated(error)
  } finally {
    await file?.close()
  }
  return hash.digest('hex')
}

/** Opened without cutting off what is there; made when it is the first part. */
async function openForWriting(path: string): Promise<FileHandle> {
  return open(path, 'r+').catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    await open(path, 'a', 0o600).then((file) => file.close())
    return open(path, 'r+')
  })
}

async function writeFully(file: FileHandle | null, chunk: Uint8Array, position: number): Promise<void> {
  for (let written = 0; file !== null && written < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written, position + written)
    written += bytesWritten
  }
}

function overlaps(left: Range, right: Range): boolean {
  return left.start <= right.end && left.end >= right.start
}

function wrongLength({ start, end }: Range, received: string): InvalidParameterError {
  return new InvalidParameterError(
    `The part ${start}-${end} has ${received} bytes instead of the announced ${end - start + 1}`,
  )
}

function translated(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOSPC' || code === 'EDQUOT' ? new StorageFullError({ cause: error }) : error
}
