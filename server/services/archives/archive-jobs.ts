/** Archives that are made by the queue, over restarts, and told of when they are there, or cannot be. */
import type { Actor } from '../../domain/asset.ts'
import { TintypeError } from '../../errors/base.ts'
import type { Job } from '../../ports/queue.ts'
import { presentArchive } from '../../present/archive.ts'
import type { Origin, Telling } from '../notifications/notification-types.ts'
import { tellingOf } from '../notifications/telling.ts'
import type { ArchiveDependencies, ArchiveRequest, ArchiveTarget, ArchiveWish } from './archive-types.ts'
import { assertArchivable, type CreateOptions, createArchive } from './archives.ts'

interface ArchiveJob {
  readonly environmentId: string
  readonly wish: ArchiveWish
  readonly target: ArchiveTarget
  readonly actor: Actor | null
  readonly batchId: string
  readonly origin: Origin
}

const ARCHIVE_JOB = 'archive'
const ATTEMPTS = 3

/** Begins to work on what was promised. One at a time: they are long, and the rest of the server goes on. */
export function startArchiveJobs(dependencies: ArchiveDependencies): void {
  const work = (job: Job<ArchiveJob>, signal: AbortSignal) => runArchiveJob(job, signal, dependencies)
  dependencies.queue.work<ArchiveJob>(ARCHIVE_JOB, work, { concurrency: 1, attempts: ATTEMPTS })
}

/** What is wrong with the request is told at once. Gives the id of the job. */
export async function enqueueArchive(
  request: ArchiveRequest,
  target: ArchiveTarget,
  { actor, telling }: { readonly actor: Actor | null; readonly telling: Telling },
  dependencies: ArchiveDependencies,
): Promise<string> {
  const { database, queue, clock, random } = dependencies
  await assertArchivable(request, target, dependencies)
  const batchId = random.hex(64)
  const { wish, environment } = request
  const payload: ArchiveJob = { environmentId: environment.id, wish, target, actor, batchId, origin: telling.origin }
  const now = clock.now()
  await database.jobs.enqueue({ id: batchId, name: ARCHIVE_JOB, payload, key: null, runAt: now, createdAt: now })
  queue.wake()
  return batchId
}

/** What an archive that is stored tells others. */
export function tellingOfArchive(
  wish: ArchiveWish,
  { notify, present }: Pick<Telling, 'notify' | 'present'>,
  more: Readonly<Record<string, unknown>> = {},
): CreateOptions['alsoRecord'] {
  return async (tables, { asset, selection, resources, files }) => {
    const missing = wish.allowMissing ? selection : null
    const { signature: _unsigned, ...body } = presentArchive({ asset, resources, files, missing }, present)
    await notify(tables, {
      environmentId: asset.environmentId,
      type: 'generate_archive',
      body: { ...body, ...more },
    })
  }
}

async function runArchiveJob(
  job: Job<ArchiveJob>,
  signal: AbortSignal,
  dependencies: ArchiveDependencies,
): Promise<void> {
  const { environmentId, wish, target, actor, batchId, origin } = job.payload
  const { database, notifications, log } = dependencies
  const environment = await database.environments.findById(environmentId)
  if (environment === null) return
  const keys = (await database.accessKeys.listByEnvironment(environmentId)).filter(({ enabled }) => enabled)
  const telling = tellingOf(origin, environment, keys, notifications)
  const record = tellingOfArchive(wish, telling, { batch_id: batchId })
  const alsoRecord: CreateOptions['alsoRecord'] = async (tables, archive) => {
    await record(tables, archive)
    // Told exactly once, also when the process dies now.
    await tables.jobs.complete(job.id)
  }
  try {
    await createArchive({ environment, wish, signal }, target, { actor, alsoRecord }, dependencies)
  } catch (error) {
    const isHopeless = error instanceof TintypeError && error.status < 500
    if (signal.aborted || !(isHopeless || job.attempt >= ATTEMPTS)) throw error
    if (!isHopeless) log.error({ err: error }, 'An archive could not be made')
    const message = error instanceof TintypeError ? error.message : 'General Error'
    const named = { public_id: target.publicId, resource_type: 'raw', type: 'upload', batch_id: batchId }
    await database.transaction(async (tables) => {
      await telling.notify(tables, { environmentId, type: 'error', body: { error: { message }, ...named } })
      await tables.jobs.complete(job.id)
    })
  }
}
