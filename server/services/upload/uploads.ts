/** The upload service: whole files and parts of files. */

import type { UploadParameters } from '../../contract/upload-parameters.ts'
import type { Actor, Asset, ResourceType } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { DamagedUploadError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import type { UploadSession } from '../../ports/repositories/upload-sessions.ts'
import { resultsAskedFor } from '../assets/analyses.ts'
import { readBreakpoints } from '../breakpoints/breakpoint-settings.ts'
import { makeBreakpoints } from '../breakpoints/make-breakpoints.ts'
import type { Telling } from '../notifications/notification-types.ts'
import { acknowledgeUpload } from '../pending/acknowledge.ts'
import type { Acknowledged } from '../pending/pending-types.ts'
import { createChunkFiles, DamagedPartsError } from './chunk-file.ts'
import { CHUNK_DEFAULTS, type ChunkOptions, keepPart, locked, sessionPath } from './chunked-upload.ts'
import { type ContentRange, isComplete } from './content-range.ts'
import { deriveEager } from './derive-eager.ts'
import { readEagerChains } from './eager-chains.ts'
import { startEagerJobs } from './eager-job.ts'
import type { SpooledFile } from './spool.ts'
import { createUnfinishedBudget } from './unfinished-budget.ts'
import { upload } from './upload.ts'
import type { UploadDependencies, UploadOutcome, UploadRequest } from './upload-types.ts'

export interface Uploads {
  /** Carried out later when it asks for that. */
  upload(request: UploadRequest): Promise<UploadOutcome | Acknowledged>
  /** Keeps a part that has arrived; its sender has been checked. */
  keepPart(part: ChunkPart): Promise<UploadSession>
  /** Makes the asset when no part is missing; else null. Done once, whoever asks how often. */
  complete(session: UploadSession, request: ChunkCompletion): Promise<UploadOutcome | Acknowledged | null>
}

export interface ChunkPart {
  readonly environment: ProductEnvironment
  readonly uploadId: string
  readonly range: ContentRange
  readonly file: SpooledFile
  readonly maxBytes: number
  readonly signal: AbortSignal
}

export interface ChunkCompletion {
  readonly environment: ProductEnvironment
  readonly resourceType: ResourceType | 'auto'
  readonly parameters: UploadParameters
  readonly actor: Actor | null
  readonly unsigned: boolean
  readonly within: string | null
  readonly filename: string | null
  readonly telling: Telling
  readonly signal: AbortSignal
}

/** What a finished session remembers. */
type SessionResult = { readonly assetId: string; readonly overwritten: boolean } | Acknowledged

export function createUploads(dependencies: UploadDependencies, chunks: Partial<ChunkOptions> = {}): Uploads {
  const files = createChunkFiles(dependencies.room)
  const options = { ...CHUNK_DEFAULTS, ...chunks }
  const keeping = { files, options, budget: createUnfinishedBudget(options, dependencies) }
  const { database, spool, log } = dependencies

  startEagerJobs(dependencies)

  return {
    upload: (request) =>
      request.parameters.async === true ? acknowledgeUpload(request, dependencies) : upload(request, dependencies),
    keepPart: ({ environment, ...part }) => keepPart({ ...part, environmentId: environment.id }, keeping, dependencies),
    async complete(session, request) {
      if (session.result === null && !isComplete(session)) return null
      return locked({ ...session, signal: request.signal }, dependencies, async () => {
        const current = await database.uploadSessions.find(session.environmentId, session.uploadId)
        if (current === null) return null
        const repeated = current.result === null ? null : await repeatedOutcome(current, request)
        if (repeated !== null) return repeated
        return finish(current, request)
      })
    },
  }

  async function finish(session: UploadSession, request: ChunkCompletion): Promise<UploadOutcome | Acknowledged> {
    const path = sessionPath(session, dependencies)
    const file = await files
      .finish(path, { bytes: session.totalBytes ?? 0, parts: session.parts }, request.signal)
      .catch((error: unknown) => forgetDamaged(session, error))
    const outcome = await (request.parameters.async === true ? putOff : carryOut)(session, request, file)
    files.forget(path)
    await spool.discard(path)
    return outcome
  }

  function putOff(session: UploadSession, request: ChunkCompletion, file: SpooledFile): Promise<Acknowledged> {
    const { filename, ...rest } = request
    return acknowledgeUpload(
      {
        ...rest,
        source: { kind: 'file', file, filename },
        keepFile: true,
        alsoKeep: (tables, pendingId) => remember(session, { pendingId, publicId: null }, tables),
      },
      dependencies,
    )
  }

  async function carryOut(session: UploadSession, request: ChunkCompletion, file: SpooledFile): Promise<UploadOutcome> {
    const { filename, ...rest } = request
    const outcome = await upload(
      {
        ...rest,
        source: { kind: 'file', file, filename },
        keepFile: true,
        alsoRecord: async (tables, asset) => {
          await remember(session, { assetId: asset.id, overwritten: asset.createdAt !== asset.updatedAt }, tables)
        },
      },
      dependencies,
    )
    if (outcome.existing) await remember(session, { assetId: outcome.asset.id, overwritten: false }, database)
    return outcome
  }

  async function remember(
    session: UploadSession,
    result: SessionResult,
    { uploadSessions }: Pick<Repositories, 'uploadSessions'>,
  ): Promise<void> {
    await uploadSessions.put({ ...session, parts: [], result: JSON.stringify(result) })
  }

  /** The client is asked for them again, instead of being given a file that is not its own. */
  async function forgetDamaged(session: UploadSession, error: unknown): Promise<never> {
    if (!(error instanceof DamagedPartsError)) throw error
    const { parts } = error
    log.error({ sessionId: session.id, parts }, 'parts of a chunked upload are not on the disk as they were received')
    await database.uploadSessions.put({ ...session, parts: session.parts.filter((part) => !parts.includes(part)) })
    throw new DamagedUploadError(parts)
  }

  async function repeatedOutcome(
    session: UploadSession,
    request: ChunkCompletion,
  ): Promise<UploadOutcome | Acknowledged | null> {
    const result = JSON.parse(session.result ?? '{}') as SessionResult
    if ('pendingId' in result) return { ...result, publicId: request.parameters.publicId ?? null }
    const { assetId, overwritten } = result
    const asset: Asset | null = await database.assets.findById(session.environmentId, assetId)
    if (asset === null) return null
    const { parameters, environment, signal } = request
    const asked = readBreakpoints(parameters.responsiveBreakpoints, asset.resourceType)
    return {
      asset,
      overwritten,
      existing: false,
      deleteToken: null,
      originalExtension: null,
      analyses: resultsAskedFor(parameters),
      eager: await deriveEager(asset, environment, readEagerChains(parameters.eager), null, dependencies),
      breakpoints: await makeBreakpoints(asset, environment, asked, dependencies, signal),
      batchId: null,
      hooks: {},
    }
  }
}
