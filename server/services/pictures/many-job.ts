/** Sprites and animations that are made by the queue, and told of when they are there, or cannot be. */
import type { Actor } from '../../domain/asset.ts'
import { TintypeError } from '../../errors/base.ts'
import type { Repositories } from '../../ports/database.ts'
import type { Job } from '../../ports/queue.ts'
import { presentMany } from '../../present/picture-of-many.ts'
import type { Origin, Telling } from '../notifications/notification-types.ts'
import { tellingOf } from '../notifications/telling.ts'
import { assertPossible, type ManyWish, makeMany } from './make-many.ts'
import { findMembers } from './members.ts'
import type { PictureDependencies, PictureRequest } from './picture-types.ts'

interface ManyJob {
  readonly environmentId: string
  readonly wish: ManyWish
  readonly actor: Actor | null
  readonly batchId: string
  readonly origin: Origin
}

const MANY_JOB = 'pictures.many'
const ATTEMPTS = 5

export function startManyJobs(dependencies: PictureDependencies): void {
  const work = (job: Job<ManyJob>, signal: AbortSignal) => runManyJob(job, signal, dependencies)
  dependencies.queue.work<ManyJob>(MANY_JOB, work, { concurrency: 1, attempts: ATTEMPTS })
}

/** What is wrong with the wish itself is told at once. Gives the id of the job. */
export async function enqueueMany(
  wish: ManyWish,
  { environment, actor, telling }: PictureRequest,
  dependencies: PictureDependencies,
): Promise<string> {
  const { database, queue, clock, random } = dependencies
  assertPossible(wish)
  await findMembers(wish, environment, dependencies)
  const batchId = random.hex(64)
  const payload: ManyJob = { environmentId: environment.id, wish, actor, batchId, origin: telling.origin }
  const now = clock.now()
  await database.jobs.enqueue({ id: batchId, name: MANY_JOB, payload, key: null, runAt: now, createdAt: now })
  queue.wake()
  return batchId
}

async function runManyJob(job: Job<ManyJob>, signal: AbortSignal, dependencies: PictureDependencies): Promise<void> {
  const { environmentId, wish, actor, batchId, origin } = job.payload
  const { database, notifications, log } = dependencies
  const environment = await database.environments.findById(environmentId)
  if (environment === null) return
  const keys = await database.accessKeys.listByEnvironment(environmentId)
  const telling = tellingOf(
    origin,
    environment,
    keys.filter(({ enabled }) => enabled),
    notifications,
  )
  const tell = (
    tables: Repositories,
    type: ManyWish['type'] | 'error',
    body: Parameters<Telling['notify']>[1]['body'],
  ) => telling.notify(tables, { environmentId, type, body: { ...body, batch_id: batchId } })
  try {
    await makeMany(wish, { environment, telling, actor, within: null, signal }, dependencies, async (tables, made) => {
      await tell(tables, wish.type, presentMany(made, telling.present))
      // Told exactly once, also when the process dies now.
      await tables.jobs.complete(job.id)
    })
  } catch (error) {
    const isHopeless = error instanceof TintypeError && error.status < 500
    if (signal.aborted || !(isHopeless || job.attempt >= ATTEMPTS)) throw error
    if (!isHopeless) log.error({ err: error }, 'A picture of many could not be made')
    const message = error instanceof TintypeError ? error.message : 'General Error'
    await database.transaction(async (tables) => {
      const named = wish.tag === undefined ? {} : { public_id: wish.tag }
      await tell(tables, 'error', { error: { message }, resource_type: 'image', type: wish.type, ...named })
      await tables.jobs.complete(job.id)
    })
  }
}
