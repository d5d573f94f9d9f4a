/**
 * Uploads in parts: `X-Unique-Upload-Id` names the upload, `Content-Range: bytes first-last/total` the part; `total` is
 * -1 while the client does not know it.
 *
 * A part arrives in a spool file of its own. Once its sender is known, it is copied to its place in the file of the
 * upload and flushed, and only then the row of the upload says that it is there. Parts may come in any order, again
 * (compared, not copied), and several at a time. When nothing is missing the file becomes an ordinary upload.
 */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { UploadPart, UploadSession } from '../../ports/repositories/upload-sessions.ts'
import type { ChunkFiles } from './chunk-file.ts'
import type { ContentRange } from './content-range.ts'
import { uploadSessionLock } from './session-lock.ts'
import { type SpooledFile, tooLargeError } from './spool.ts'
import type { UnfinishedBudget, UnfinishedLimits } from './unfinished-budget.ts'
import type { UploadDependencies } from './upload-types.ts'

export interface PartRequest {
  readonly environmentId: string
  readonly uploadId: string
  readonly range: ContentRange
  readonly file: SpooledFile
  readonly maxBytes: number
  readonly signal: AbortSignal
}

export interface ChunkOptions extends UnfinishedLimits {
  /** Parts but the last one must have at least so many bytes. */
  readonly minimumPartBytes: number
}

export const CHUNK_DEFAULTS: ChunkOptions = {
  minimumPartBytes: 5_000_000,
  mostSessions: 1_000,
  mostSessionBytes: 20_000_000_000,
  mostBytesOfAll: 40_000_000_000,
}

type Dependencies = Pick<UploadDependencies, 'database' | 'locks' | 'clock' | 'random' | 'spool'>
/** What outlives a request. */
export interface ChunkKeeping {
  readonly files: ChunkFiles
  readonly budget: UnfinishedBudget
  readonly options: ChunkOptions
}

/** Keeps one part. @throws InvalidParameterError when it does not fit what is there */
export async function keepPart(
  part: PartRequest,
  { files, budget, options }: ChunkKeeping,
  dependencies: Dependencies,
): Promise<UploadSession> {
  const { range, file, environmentId } = part
  const length = range.end - range.start + 1
  if (file.bytes !== length) {
    throw new InvalidParameterError(
      `The part ${range.start}-${range.end} has ${file.bytes} bytes instead of the announced ${length}`,
    )
  }
  return locked(part, dependencies, async () => {
    const session = await openSession(part, options, dependencies)
    if (session.result !== null) return session
    const known = session.parts.find(({ start, end }) => start === range.start && end === range.end)
    if (known !== undefined && known.sha256 !== file.sha256) {
      throw new InvalidParameterError(`The part ${range.start}-${range.end} was received before with other content`)
    }
    if (known !== undefined) return addPart(session, part, dependencies)
    return budget.spend({ environmentId, bytes: length, isFirst: session.parts.length === 0 }, async () => {
      await files.insert(sessionPath(session, dependencies), file.path, range.start)
      return addPart(session, part, dependencies)
    })
  })
}

/** One request at a time changes or completes an upload; bytes arrive without this lock. */
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

async function addPart(
  session: UploadSession,
  { range, file }: PartRequest,
  { database, clock }: Dependencies,
): Promise<UploadSession> {
  const { start, end, total } = range
  const others = session.parts.filter((known) => known.start !== start)
  const changed: UploadSession = {
    ...session,
    totalBytes: session.totalBytes ?? total,
    parts: [...others, { start, end, sha256: file.sha256 }].toSorted((left, right) => left.start - right.start),
    updatedAt: clock.now(),
  }
  await database.uploadSessions.put(changed)
  return changed
}
