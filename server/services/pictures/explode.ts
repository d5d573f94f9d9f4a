/**
 * `POST /image/explode`: every page of a document, or frame of an animation, as a derived file, made by the queue. Pages
 * that are there already are found, so that a job that is tried again goes on where it was.
 */
import type { Asset, AssetName } from '../../domain/asset.ts'
import type { Derived } from '../../domain/derived.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { TintypeError } from '../../errors/base.ts'
import { LimitExceededError } from '../../errors/media-errors.ts'
import { InvalidParameterError, NotFoundError, RateLimitedError } from '../../errors/request-errors.ts'
import type { Job } from '../../ports/queue.ts'
import { assetAddress, type PresentContext } from '../../present/asset.ts'
import { formatNamed, mediaOfFormat } from '../../transformation/grammar/formats.ts'
import { parseTransformation } from '../../transformation/parse.ts'
import { decodeChain } from '../../transformation/stored-chain.ts'
import { NO_HINTS } from '../derivations/pieces.ts'
import type { Origin, Telling } from '../notifications/notification-types.ts'
import { tellingOf } from '../notifications/telling.ts'
import type { PictureDependencies } from './picture-types.ts'

export interface ExplodeRequest {
  readonly environment: ProductEnvironment
  readonly name: AssetName
  /** As clients write it, with `pg_all`. */
  readonly transformation: string
  readonly format: string
  readonly telling: Telling
}

interface ExplodeJob {
  readonly environmentId: string
  readonly assetId: string
  readonly versionId: string
  /** Decoded once. */
  readonly transformation: string
  readonly format: string
  readonly batchId: string
  readonly origin: Origin
}

const EXPLODE_JOB = 'pictures.explode'
const ATTEMPTS = 5
const ALL_PAGES = /(^|[,/])pg_all(?=[,/]|$)/g

export function startExplodeJobs(dependencies: PictureDependencies): void {
  const work = (job: Job<ExplodeJob>, signal: AbortSignal) => runExplodeJob(job, signal, dependencies)
  dependencies.queue.work<ExplodeJob>(EXPLODE_JOB, work, { concurrency: 1, attempts: ATTEMPTS })
}

/** Gives the id of the job. What is wrong with the request is told at once. */
export async function enqueueExplode(
  { environment, name, telling, ...wish }: ExplodeRequest,
  dependencies: PictureDependencies,
): Promise<string> {
  const { database, queue, clock, random, usageGate } = dependencies
  const transformation = decodeChain(wish.transformation)
  if (transformation.search(ALL_PAGES) === -1) {
    throw new InvalidParameterError('Invalid value for parameter transformation: expected a chain with pg_all')
  }
  parseTransformation(transformation)
  const format = formatNamed(wish.format)
  if (format === null || mediaOfFormat(format) !== 'image') {
    throw new InvalidParameterError(`Invalid value ${wish.format} for parameter format: expected a format of pictures`)
  }
  const asset = await database.assets.find(name)
  if (asset === null || asset.placeholder !== null) throw new NotFoundError(`Resource not found - ${name.publicId}`)
  const most = environment.settings.limits.storedFrames
  if (pagesOf(asset) > most) {
    throw new LimitExceededError(`At most ${most} pages can be taken apart; this asset has ${pagesOf(asset)}`)
  }
  await usageGate.admit(environment)
  const batchId = random.hex(64)
  const payload: ExplodeJob = {
    environmentId: environment.id,
    assetId: asset.id,
    versionId: asset.versionId,
    transformation,
    format: wish.format.toLowerCase(),
    batchId,
    origin: telling.origin,
  }
  const now = clock.now()
  await database.jobs.enqueue({ id: batchId, name: EXPLODE_JOB, payload, key: null, runAt: now, createdAt: now })
  queue.wake()
  return batchId
}

async function runExplodeJob(
  job: Job<ExplodeJob>,
  signal: AbortSignal,
  dependencies: PictureDependencies,
): Promise<void> {
  const { environmentId, assetId, versionId, batchId, origin } = job.payload
  const { database, notifications, log } = dependencies
  const environment = await database.environments.findById(environmentId)
  if (environment === null) return
  const keys = (await database.accessKeys.listByEnvironment(environmentId)).filter(({ enabled }) => enabled)
  const { notify, present } = tellingOf(origin, environment, keys, notifications)
  const finish = (type: 'explode' | 'error', body: Readonly<Record<string, unknown>>) =>
    database.transaction(async (tables) => {
      await notify(tables, { environmentId, type, body: { ...body, batch_id: batchId } })
      // Told exactly once, also when the process dies now.
      await tables.jobs.complete(job.id)
    })
  const asset = await database.assets.findById(environmentId, assetId)
  if (asset === null || asset.versionId !== versionId) {
    await finish('error', { error: { message: 'The asset was replaced or deleted before its pages were made' } })
    return
  }
  try {
    const pages = await derivePages(asset, environment, job.payload, signal, dependencies)
    await finish('explode', explodeBody(asset, pages, present))
  } catch (error) {
    const isHopeless = error instanceof TintypeError && error.status < 500 && !(error instanceof RateLimitedError)
    if (signal.aborted || !(isHopeless || job.attempt >= ATTEMPTS)) throw error
    if (!isHopeless) log.error({ err: error }, 'The pages of an asset could not be made')
    const message = error instanceof TintypeError ? error.message : 'General Error'
    await finish('error', { error: { message }, ...namesOf(asset) })
  }
}

async function derivePages(
  asset: Asset,
  environment: ProductEnvironment,
  { transformation, format: extension }: ExplodeJob,
  signal: AbortSignal,
  { derivations }: PictureDependencies,
): Promise<readonly Derived[]> {
  const made: Derived[] = []
  for (let page = 1; page <= pagesOf(asset); page += 1) {
    const chain = transformation.replace(ALL_PAGES, `$1pg_${page}`)
    const request = { environment, asset, transformation: chain, extension, hints: NO_HINTS, isAdmitted: true }
    made.push(await derivations.derive(request, signal))
  }
  return made
}

function explodeBody(asset: Asset, pages: readonly Derived[], present: PresentContext) {
  return {
    ...namesOf(asset),
    pages: pages.length,
    image_infos: pages.map((page) => {
      const { transformation, extension, width, height, bytes } = page
      const { url, secureUrl } = assetAddress(asset, present, { transformation, extension })
      return { width, height, bytes, url, secure_url: secureUrl }
    }),
  }
}

function namesOf({ id, publicId, resourceType, type }: Asset) {
  return { asset_id: id, public_id: publicId, resource_type: resourceType, type }
}

function pagesOf({ facts }: Asset): number {
  return facts?.pages ?? 1
}
