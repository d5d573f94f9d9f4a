/**
 * The file that the parts of a chunked upload are put together in, each at its place. While parts come in order the
 * digests of the whole are computed on the way, so that completing a large upload costs no second reading; after a
 * restart, or out of order, what is missing is read once at the end, and its parts are compared with what was received.
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { asStorageFull } from '../../errors/want-of-space.ts'
import type { UploadPart } from '../../ports/repositories/upload-sessions.ts'
import type { Room } from '../../ports/room.ts'
import { withRoom } from '../room/with-room.ts'
import type { SpooledFile } from './spool.ts'

export interface ChunkFiles {
  /** Copies a finished part to its place; its bytes are on the disk afterwards. */
  insert(path: string, partPath: string, start: number): Promise<void>
  /** Digests of the whole file. @throws DamagedPartsError when it does not hold what was received */
  finish(path: string, whole: WholeFile, signal: AbortSignal): Promise<SpooledFile>
  forget(path: string): void
}

export interface WholeFile {
  readonly bytes: number
  /** In order, without gaps. */
  readonly parts: readonly UploadPart[]
}

/** Acknowledged parts were lost or changed on the disk: they have to come again. */
export class DamagedPartsError extends Error {
  readonly parts: readonly UploadPart[]

  constructor(parts: readonly UploadPart[]) {
    super('Parts of a chunked upload are not what was received')
    this.parts = parts
  }
}

interface Progress {
  /** Bytes from the start that are in the digests. */
  readonly position: number
  readonly md5: Hash
  readonly sha256: Hash
}

/** Uploads whose digests are kept between parts; others are read again at the end. */
const MOST_KEPT = 200
const COPY_BYTES = 256 * 1024

export function createChunkFiles(room: Pick<Room, 'make'>): ChunkFiles {
  const kept = new Map<string, Progress>()

  const keep = (path: string, progress: Progress) => {
    kept.delete(path)
    kept.set(path, progress)
    const oldest = kept.keys().next()
    if (kept.size > MOST_KEPT && oldest.value !== undefined) kept.delete(oldest.value)
  }

  return {
    async insert(path, partPath, start) {
      const known = kept.get(path) ?? (start === 0 ? beginning() : null)
      await withRoom(room, async () => {
        const progress = known?.position === start ? copyOf(known) : null
        const end = await copyInto(path, partPath, start, progress)
        if (progress !== null) keep(path, { ...progress, position: end })
      })
    },
    async finish(path, { bytes, parts }, signal) {
      const { position, md5, sha256 } = copyOf(kept.get(path) ?? beginning())
      const damaged: UploadPart[] = []
      for (const part of parts) {
        // Parts that were put in their place by this process went through the digests then.
        if (part.start < position) continue
        const { start, end } = part
        const own = createHash('sha256')
        for await (const chunk of createReadStream(path, { start, end, highWaterMark: COPY_BYTES, signal })) {
          own.update(chunk)
          md5.update(chunk)
          sha256.update(chunk)
        }
        if (own.digest('hex') !== part.sha256) damaged.push(part)
      }
      if (damaged.length > 0) throw new DamagedPartsError(damaged)
      return { path, bytes, md5: md5.digest('hex'), sha256: sha256.digest('hex') }
    },
    forget: (path) => void kept.delete(path),
  }
}

/** Gives the position behind the last byte. One buffer for all: fresh memory for each piece would cost more. */
async function copyInto(path: string, partPath: string, start: number, progress: Progress | null): Promise<number> {
  const part = await open(partPath, 'r')
  try {
    const file = await openForWriting(path)
    try {
      const buffer = Buffer.allocUnsafeSlow(COPY_BYTES)
      let position = start
      for (;;) {
        const { bytesRead } = await part.read(buffer, 0, buffer.length, null)
        if (bytesRead === 0) break
        const piece = buffer.subarray(0, bytesRead)
        progress?.md5.update(piece)
        progress?.sha256.update(piece)
        await writeFully(file, piece, position)
        position += bytesRead
      }
      await file.datasync()
      return position
    } finally {
      await file.close()
    }
  } catch (error) {
    throw asStorageFull(error)
  } finally {
    await part.close()
  }
}

/** Opened without cutting off what is there; made when it is the first part. */
async function openForWriting(path: string): Promise<FileHandle> {
  return open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return open(path, 'wx+', 0o600)
  })
}

async function writeFully(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written, position + written)
    written += bytesWritten
  }
}

function beginning(): Progress {
  return { position: 0, md5: createHash('md5'), sha256: createHash('sha256') }
}

/** A part that fails half-way must not be in the digests. */
function copyOf({ position, md5, sha256 }: Progress): Progress {
  return { position, md5: md5.copy(), sha256: sha256.copy() }
}
