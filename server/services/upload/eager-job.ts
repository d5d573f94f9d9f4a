/**
 * Eager files that are made by the queue, and the events that wait for them: `eager` when the client did not wait, and
 * the `upload` event of a client that did, which tells what became of each.
 */
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { type Whereabouts, whereaboutsOf } from '../../domain/whereabouts.ts'
import { TintypeError } from '../../errors/base.ts'
import type { Repositories } from '../../ports/database.ts'
import type { Job } from '../../ports/queue.ts'
import type { PresentContext } from '../../present/asset.ts'
import { type BreakpointOutcome, presentBreakpoints } from '../../present/breakpoints.ts'
import type { EagerChain, EagerOutcome } from '../../present/derived.ts'
import type { BreakpointSettings } from '../breakpoints/breakpoint-settings.ts'
import { makeBreakpoints } from '../breakpoints/make-breakpoints.ts'
import type { Notifications } from '../notifications/create-notifications.ts'
import type { Origin, Telling } from '../notifications/notification-types.ts'
import { presentFor } from '../notifications/telling.ts'
import { eagerRequest } from './derive-eager.ts'
import { eagerBody, tellOfEager } from './tell-upload.ts'
import type { UploadDependencies } from './upload-types.ts'

export interface EagerJob {
  readonly environmentId: string
  readonly assetId: string
  readonly versionId: string
  readonly chains: readonly EagerChain[]
  readonly breakpoints: readonly BreakpointSettings[]
  readonly batchId: string | null
  readonly origin: Origin
  /** Of the `upload` event, without what is made; null: that one was told already. */
  readonly uploadBody: Body | null
  /** Of that event. */
  readonly whereabouts?: Whereabouts | undefined
}

type Body = Readonly<Record<string, unknown>>

/** Made by the queue alone; or made for a client that waits, and told by the queue. */
export const EAGER_JOB = 'eager'
export const TELL_JOB = 'eager.tell'

const ATTEMPTS = 5
const REPLACED = 'the asset was replaced or deleted meanwhile'

type Dependencies = Pick<UploadDependencies, 'database' | 'derivations' | 'queue' | 'log' | 'notifications'>

export function startEagerJobs(dependencies: Dependencies): void {
  const { queue } = dependencies
  const work = (job: Job<EagerJob>, signal: AbortSignal) => runEagerJob(job, signal, dependencies)
  queue.work<EagerJob>(EAGER_JOB, work, { concurrency: 1, attempts: ATTEMPTS })
  queue.work<EagerJob>(TELL_JOB, work, { concurrency: 2, attempts: ATTEMPTS })
}

interface EagerOrder {
  readonly asset: Asset
  readonly chains: readonly EagerChain[]
  readonly batchId: string
  readonly origin: Origin
}

/** Leaves files to the queue that the client does not wait for. */
export async function enqueueEager(
  tables: Pick<Repositories, 'jobs'>,
  { asset, ...order }: EagerOrder,
  now: number,
): Promise<void> {
  const payload: EagerJob = { ...order, ...nameOf(asset), breakpoints: [], uploadBody: null }
  const { batchId: id } = order
  await tables.jobs.enqueue({ id, name: EAGER_JOB, payload, key: null, runAt: now, createdAt: now })
}

interface UploadToTell {
  readonly asset: Asset
  /** What it replaced; null: nothing. */
  readonly before: Asset | null
  readonly body: Body
  /** What is made before the answer, or together with it. */
  readonly chains: readonly EagerChain[]
  readonly breakpoints: readonly BreakpointSettings[]
  readonly telling: Telling
}

/** Tells of an upload at once, or when its files are made; for nobody, they are not waited for. */
export async function tellWhenMade(
  tables: Repositories,
  { asset, before, body, chains, breakpoints, telling }: UploadToTell,
  { random, now }: { readonly random: UploadDependencies['random']; readonly now: number },
): Promise<void> {
  const { environmentId } = asset
  const { origin, isHeard } = telling
  const whereabouts = whereaboutsOf([{ before, after: asset }])
  if (chains.length + breakpoints.length === 0) {
    return telling.notify(tables, { environmentId, type: 'upload', body, whereabouts })
  }
  const hasListeners = chains.length > 0 && origin.eagerUrls.length > 0
  if (!hasListeners && !(await isHeard(tables, { environmentId, type: 'upload' }))) return
  const order = { chains, breakpoints, batchId: null, origin, uploadBody: body, whereabouts }
  const payload: EagerJob = { ...nameOf(asset), ...order }
  const job = { id: random.hex(32), name: TELL_JOB, payload, key: null, runAt: now, createdAt: now }
  await tables.jobs.enqueue(job)
}

function nameOf({ environmentId, id, versionId }: Asset) {
  return { environmentId, assetId: id, versionId }
}

/** Makes what was asked for, unless the asset has changed since. */
async function runEagerJob(job: Job<EagerJob>, signal: AbortSignal, dependencies: Dependencies): Promise<void> {
  const { payload } = job
  const { database, notifications } = dependencies
  const asset = await database.assets.findById(payload.environmentId, payload.assetId)
  const environment = await database.environments.findById(payload.environmentId)
  if (environment === null) return
  if (asset === null || asset.versionId !== payload.versionId) {
    if (payload.uploadBody !== null) await tellWithout(job, payload.uploadBody, dependencies)
    return
  }
  const eager: { chain: EagerChain; outcome: EagerOutcome }[] = []
  for (const chain of payload.chains) {
    const outcome = await attempt(asset, environment, chain, { signal, isLast: job.attempt >= ATTEMPTS }, dependencies)
    eager.push({ chain, outcome })
  }
  const { origin, uploadBody, batchId } = payload
  const breakpoints = await makeBreakpoints(asset, environment, payload.breakpoints, dependencies, signal)
  const present = presentFor(environment, origin, await database.accessKeys.listByEnvironment(environment.id))
  const notifyEager = eagerNotifier(origin, notifications)
  const isHeardEager = uploadBody === null || origin.eagerUrls.length > 0
  await database.transaction(async (tables) => {
    if (eager.length > 0 && isHeardEager) {
      await tellOfEager(tables, asset, eager, batchId, { present, notify: notifyEager })
    }
    if (uploadBody !== null) {
      const body = {
        ...uploadBody,
        ...eagerBody(asset, eager, present),
        ...breakpointsBody(asset, breakpoints, present),
      }
      await tellOfUpload(tables, payload, body, notifications)
    }
    // Told exactly once, also when the process dies now.
    await tables.jobs.complete(job.id)
  })
}

function breakpointsBody(asset: Asset, made: readonly BreakpointOutcome[], present: PresentContext): Body {
  if (made.length === 0) return {}
  return { responsive_breakpoints: made.map((one) => presentBreakpoints(asset, one, present)) }
}

async function attempt(
  asset: Asset,
  environment: ProductEnvironment,
  chain: EagerChain,
  { signal, isLast }: { readonly signal: AbortSignal; readonly isLast: boolean },
  { derivations, log }: Dependencies,
): Promise<EagerOutcome> {
  try {
    return { kind: 'done', derived: await derivations.derive(eagerRequest(asset, environment, chain), signal) }
  } catch (error) {
    const isHopeless = error instanceof TintypeError && error.status < 500
    if (signal.aborted || !(isHopeless || isLast)) throw error
    if (!isHopeless) log.error({ err: error }, 'An eager transformation failed')
    return { kind: 'failed', reason: error instanceof TintypeError ? error.message : 'General Error' }
  }
}

async function tellWithout(
  { id, payload }: Job<EagerJob>,
  uploadBody: Body,
  { database, notifications }: Dependencies,
): Promise<void> {
  const eager = payload.chains.map(({ text }) => ({ transformation: text, status: 'failed', reason: REPLACED }))
  await database.transaction(async (tables) => {
    const body = { ...uploadBody, ...(eager.length === 0 ? {} : { eager }) }
    await tellOfUpload(tables, payload, body, notifications)
    await tables.jobs.complete(id)
  })
}

function tellOfUpload(
  tables: Repositories,
  { environmentId, origin: { cause, urls }, whereabouts }: EagerJob,
  body: Body,
  notifications: Pick<Notifications, 'notifier'>,
): Promise<void> {
  return notifications.notifier(cause, urls)(tables, { environmentId, type: 'upload', body, whereabouts })
}

function eagerNotifier({ cause, urls, eagerUrls }: Origin, notifications: Pick<Notifications, 'notifier'>) {
  return notifications.notifier(cause, eagerUrls.length > 0 ? eagerUrls : urls)
}
