/**
 * Carries out what was acknowledged. Its row goes in the transaction of the result, which is told in the same one: a
 * process that dies in between begins anew, and nothing is done twice.
 */
import type { PendingUpload } from '../../domain/pending-upload.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { whereabouts } from '../../domain/whereabouts.ts'
import { TintypeError } from '../../errors/base.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import type { Job } from '../../ports/queue.ts'
import { removeFiles } from '../assets/remove-files.ts'
import { readBreakpoints } from '../breakpoints/breakpoint-settings.ts'
import type { Telling } from '../notifications/notification-types.ts'
import { tellingOf } from '../notifications/telling.ts'
import { explicitWithScript } from '../scripts/explicit-with-script.ts'
import { readEagerChains } from '../upload/eager-chains.ts'
import { tellWhenMade } from '../upload/eager-job.ts'
import type { SpooledFile } from '../upload/spool.ts'
import { inProgress, uploadBody } from '../upload/tell-upload.ts'
import { upload } from '../upload/upload.ts'
import type { UploadDependencies } from '../upload/upload-types.ts'
import { type KeptExplicit, type KeptRequest, type KeptUpload, PENDING_JOB, type PendingJob } from './pending-types.ts'

/** The second is for a short file behind a long one. */
const PARALLEL = 2
/** Of what may pass, such as a full disk: over about two hours. */
const ATTEMPTS = 20
/** Limits that are reached now, and not for ever. */
const PASSING: ReadonlySet<number> = new Set([420, 429])
/** Of what nobody foresaw. */
const ATTEMPTS_OF_FAULTS = 5

interface Pending<K extends KeptRequest = KeptRequest> {
  readonly row: PendingUpload
  readonly kept: K
  readonly environment: ProductEnvironment
  readonly telling: Telling
  readonly signal: AbortSignal
}

export function startPendingUploads(dependencies: UploadDependencies): void {
  dependencies.queue.work<PendingJob>(PENDING_JOB, (job, signal) => run(job, signal, dependencies), {
    concurrency: PARALLEL,
    attempts: ATTEMPTS,
  })
}

async function run(job: Job<PendingJob>, signal: AbortSignal, dependencies: UploadDependencies): Promise<void> {
  const { environmentId, pendingId } = job.payload
  const { database, notifications, log } = dependencies
  const row = await database.pendingUploads.find(environmentId, pendingId)
  const environment = await database.environments.findById(environmentId)
  if (row === null || environment === null) return
  const kept = JSON.parse(row.request) as KeptRequest
  const keys = (await database.accessKeys.listByEnvironment(environmentId)).filter(({ enabled }) => enabled)
  const telling = tellingOf(kept.origin, environment, keys, notifications)
  try {
    if (job.attempt > ATTEMPTS) throw new Error('The server ended during each attempt')
    if (kept.kind === 'upload') await runUpload({ row, kept, environment, telling, signal }, dependencies)
    else await runExplicit({ row, kept, environment, telling, signal }, dependencies)
  } catch (error) {
    const isHopeless = error instanceof TintypeError && error.status < 500 && !PASSING.has(error.status)
    const most = error instanceof TintypeError ? ATTEMPTS : ATTEMPTS_OF_FAULTS
    if (signal.aborted || !(isHopeless || job.attempt >= most)) throw error
    if (!isHopeless) log.error({ error, environmentId, pendingId }, 'an upload that was acknowledged has failed')
    const message = error instanceof TintypeError ? error.message : 'General Error'
    const now = dependencies.clock.now()
    await database.transaction((tables) => fail(tables, { row, kept, environment, telling, signal }, { message, now }))
  }
  if (row.file !== null) await removeFiles([row.file.storageKey], dependencies)
  dependencies.queue.wake()
}

async function runUpload(pending: Pending<KeptUpload>, dependencies: UploadDependencies): Promise<void> {
  const { row, kept, environment, telling, signal } = pending
  const { resourceType, parameters, actor, unsigned, within, source } = kept
  const outcome = await upload(
    {
      ...{ environment, resourceType, parameters, actor, unsigned, within, telling, signal },
      source:
        source.kind === 'text'
          ? source
          : { kind: 'file', file: await fetchFile(row, signal, dependencies), filename: source.filename },
      fixedParameters: new Set(kept.fixedParameters),
      batchId: row.id,
      alsoRecord: (tables) => done(tables, row, dependencies.clock.now()),
    },
    dependencies,
  )
  if (!outcome.existing) return
  const told = { ...outcome, filename: null }
  await dependencies.database.transaction(async (tables) => {
    const body = uploadBody(told, [], row.id, parameters, telling)
    const event = {
      environmentId: environment.id,
      type: 'upload',
      body,
      whereabouts: whereabouts(outcome.asset),
    } as const
    await telling.notify(tables, event)
    await done(tables, row, dependencies.clock.now())
  })
}

async function runExplicit(pending: Pending<KeptExplicit>, dependencies: UploadDependencies): Promise<void> {
  const { row, kept, environment, telling, signal } = pending
  const { resourceType, parameters } = kept
  await explicitWithScript(
    {
      ...{ environment, resourceType, parameters, telling, signal },
      batchId: row.id,
      async alsoRecord(tables, asset) {
        const told = { asset, overwritten: false, existing: false, filename: null, originalExtension: null }
        const chains = readEagerChains(parameters.eager)
        const isLater = parameters.eagerAsync === true
        const body = uploadBody(told, isLater ? inProgress(chains, row.id) : [], row.id, parameters, telling)
        const breakpoints = readBreakpoints(parameters.responsiveBreakpoints, asset.resourceType)
        const now = dependencies.clock.now()
        // Whether it lay elsewhere was told with its change.
        const made = { asset, before: asset, body, chains: isLater ? [] : chains, breakpoints, telling }
        await tellWhenMade(tables, made, { random: dependencies.random, now })
        await done(tables, row, now)
      },
    },
    dependencies,
  )
}

/** A copy, for an attempt that fails must leave it to the next one. */
async function fetchFile(
  { file }: PendingUpload,
  signal: AbortSignal,
  { storage, spool }: UploadDependencies,
): Promise<SpooledFile> {
  if (file === null) throw new Error('A file was acknowledged that was not kept')
  const { body } = await storage.get(file.storageKey, { signal })
  const copy = await spool.receive(body, { maxBytes: file.bytes, signal })
  if (copy.sha256 === file.sha256) return copy
  await spool.discard(copy.path)
  throw new InvalidParameterError('The file was damaged after it was received: upload it again')
}

async function done(tables: Repositories, { environmentId, id, file }: PendingUpload, now: number): Promise<void> {
  await tables.pendingUploads.delete(environmentId, id)
  if (file !== null) await tables.garbage.add([file.storageKey], now)
}

async function fail(
  tables: Repositories,
  { row, kept, telling }: Pending,
  { message, now }: { readonly message: string; readonly now: number },
): Promise<void> {
  const { publicId, type = 'upload' } = kept.parameters
  await telling.notify(tables, {
    environmentId: row.environmentId,
    type: 'error',
    body: {
      error: { message },
      resource_type: kept.resourceType,
      type,
      ...(publicId === undefined ? {} : { public_id: publicId }),
      batch_id: row.id,
    },
  })
  await done(tables, row, now)
}
