/**
 * Uploads in parts: `X-Unique-Upload-Id` names the upload, `Content-Range: bytes first-last/total` the part; `total` is
 * -1 while the client does not know it.
 *
 * All parts go into one file at their places, each flushed before it is acknowledged; the rows of the session say which
 * ranges are there. Parts may come in any order, again (compared, not written), and several at a time; a part whose
 * connection hangs lets go when the client sends it again. When nothing is missing the file becomes an ordinary upload.
 */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { UploadPart, UploadSession } from '../../ports/database.ts'
import { type ContentRange, coveredBytes } from './content-range.ts'
import { type RangeWrites, writeRange } from './range-writes.ts'
import { uploadSessionLock } from './session-lock.ts'
import { tooLargeError } from './spool.ts'
import type { UploadDependencies } from './upload-types.ts'

export interface PartRequest {
  readonly environmentId: string
  readonly uploadId: string
  readonly range: ContentRange
  readonly maxBytes: number
  readonly signal: AbortSignal
}

export interface ChunkOptions {
  /** Parts but the last one must have at least so many bytes. */
  readonly minimumPartBytes: number
  /** Unfinished uploads of one environment. */
  readonly mostSessions: number
}

export const CHUNK_DEFAULTS: ChunkOptions = { minimumPartBytes: 5_000_000, mostSessions: 1_000 }

export interface ReceivedPart {
  readonly session: UploadSession
  /** Path of the file with all parts. */
  readonly path: string
}

type Dependencies = Pick<UploadDependencies, 'database' | 'locks' | 'clock' | 'random' | 'spool'>

/** Takes one part and keeps it. @throws InvalidParameterError when it does not fit what is there */
export async function receivePart(
  part: PartRequest,
  body: Readable,
  writes: RangeWrites,
  options: ChunkOptions,
  dependencies: Dependencies,
): Promise<ReceivedPart> {
  const { range } = part
  const before = await locked(part, dependencies, () => openSession(part, options, dependencies))
  const path = sessionPath(before, dependencies)
  const known = before.parts.find(({ start, end }) => start === range.start && end === range.end)
  const sha256 = await writes.exclusively(before.id, range, part.signal, (signal) =>
    writeRange({ body, path, range, signal, compareOnly: known !== undefined || before.result !== null }),
  )
  if (before.result !== null) return { session: before, path }
  if (known !== undefined && known.sha256 !== sha256) {
    throw new InvalidParameterError(`The part ${range.start}-${range.end} was received before with other content`)
  }
  const session = await locked(part, dependencies, () => addPart(part, sha256, dependencies))
  return { session, path }
}

/** The lock of a session: taken for changes of its row and for its completion, not while bytes arrive. */
export function locked<T>(
  { environmentId, uploadId, signal }: Pick<PartRequest, 'environmentId' | 'uploadId' | 'signal'>,
  { locks }: Pick<Dependencies, 'locks'>,
  work: () => Promise<T>,
): Promise<T> {
  return locks.withLock(uploadSessionLock(environmentId, uploadId), work, { signal })
}

export function sessionPath({ id }: Pick<UploadSession, 'id'>, { spool }: Pick<Dependencies, 'spool'>): string {
  return join(spool.chunkFolder, id)
}

export function receivedBytes(session: UploadSession): number {
  return coveredBytes(session.parts)
}

async function openSession(
  part: PartRequest,
  options: ChunkOptions,
  dependencies: Dependencies,
): Promise<UploadSession> {
  const { database, clock, random } = dependencies
  const { range } = part
  const found = await database.uploadSessions.find(part.environmentId, part.uploadId)
  const session = found === null ? null : await withExistingParts(found, dependencies)
  assertFits(part, session, options)
  if (session !== null) return session
  const unfinished = await database.uploadSessions.countUnfinished(part.environmentId)
  if (unfinished >= options.mostSessions) {
    throw new InvalidParameterError(`Too many unfinished uploads: at most ${options.mostSessions}`)
  }
  const created: UploadSession = {
    id: random.hex(32),
    environmentId: part.environmentId,
    uploadId: part.uploadId,
    totalBytes: range.total,
    parts: [],
    createdAt: clock.now(),
    updatedAt: clock.now(),
    result: null,
  }
  await database.uploadSessions.put(created)
  return created
}

/** What the row says counts only as far as the file has it: the file may have been lost or moved. */
async function withExistingParts(session: UploadSession, dependencies: Dependencies): Promise<UploadSession> {
  if (session.result !== null) return session
  const found = await stat(sessionPath(session, dependencies)).catch(() => null)
  const size = found?.size ?? 0
  return { ...session, parts: session.parts.filter(({ end }) => end < size) }
}

function assertFits({ range, maxBytes }: PartRequest, session: UploadSession | null, options: ChunkOptions): void {
  const largest = Math.max(range.total ?? 0, range.end + 1)
  if (largest > maxBytes) throw tooLargeError(largest, maxBytes)
  if (session === null) return
  const { totalBytes, parts } = session
  if (totalBytes !== null && range.total !== null && totalBytes !== range.total) {
    throw new InvalidParameterError(`The total size changed from ${totalBytes} to ${range.total} bytes`)
  }
  const total = totalBytes ?? range.total
  const beyond = parts.find(({ end }) => total !== null && end >= total)
  if ((total !== null && range.end >= total) || beyond !== undefined) {
    throw new InvalidParameterError(`The part ends beyond the total size of ${total} bytes`)
  }
  const clash = parts.find(
    ({ start, end }) => start <= range.end && end >= range.start && (start !== range.start || end !== range.end),
  )
  if (clash !== undefined) {
    throw new InvalidParameterError(
      `The part ${range.start}-${range.end} overlaps the part ${clash.start}-${clash.end} that was received before`,
    )
  }
  assertPartSizes([...parts, range], total, options)
}

/** The rule counts once there is more than one part. */
function assertPartSizes(
  parts: readonly Pick<UploadPart, 'start' | 'end'>[],
  total: number | null,
  { minimumPartBytes }: ChunkOptions,
): void {
  const last = Math.max(...parts.map(({ end }) => end))
  const distinct = new Set(parts.map(({ start }) => start))
  const small = parts.find(
    ({ start, end }) => end - start + 1 < minimumPartBytes && (total === null ? end !== last : end + 1 !== total),
  )
  if (distinct.size > 1 && small !== undefined) {
    throw new InvalidParameterError('All parts except EOF-chunk must be larger than 5mb')
  }
}

async function addPart(part: PartRequest, sha256: string, dependencies: Dependencies): Promise<UploadSession> {
  const { database, clock } = dependencies
  const found = await database.uploadSessions.find(part.environmentId, part.uploadId)
  if (found === null) throw new InvalidParameterError('The upload has expired: start it again')
  const session = await withExistingParts(found, dependencies)
  const { start, end, total } = part.range
  const others = session.parts.filter((known) => known.start !== start)
  const changed: UploadSession = {
    ...session,
    totalBytes: session.totalBytes ?? total,
    parts: [...others, { start, end, sha256 }].toSorted((left, right) => left.start - right.start),
    updatedAt: clock.now(),
  }
  await database.uploadSessions.put(changed)
  return changed
}
