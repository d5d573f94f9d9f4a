/**
 * Work that a call leaves to the queue, and that is told of when it is done or cannot be: exactly once, over restarts,
 * because what is told and the end of the job are written together.
 */
import type { NotificationType } from '../../domain/notification.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { TintypeError } from '../../errors/base.ts'
import { RateLimitedError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { Log } from '../../ports/log.ts'
import type { Job, Queue } from '../../ports/queue.ts'
import type { Random } from '../../ports/random.ts'
import type { Notifications } from '../notifications/create-notifications.ts'
import type { Origin, Telling } from '../notifications/notification-types.ts'
import { tellingOf } from '../notifications/telling.ts'

export interface ToldJobDependencies {
  readonly database: Database
  readonly queue: Queue
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly notifications: Pick<Notifications, 'notifier' | 'isHeard'>
}

type Body = Readonly<Record<string, unknown>>

interface Envelope<Wish> {
  readonly environmentId: string
  readonly batchId: string
  readonly origin: Origin
  readonly wish: Wish
}

export interface ToldTask<Wish> {
  readonly wish: Wish
  readonly environment: ProductEnvironment
  readonly telling: Telling
  readonly signal: AbortSignal
  /** Names the work in what is told of it. */
  readonly batchId: string
  /** Ends the job, in the transaction of what was made: for work that tells of itself. */
  end(tables: Repositories): Promise<void>
  /** Tells and ends the job, in the transaction of what was made. */
  finish(tables: Repositories, type: NotificationType, body: Body): Promise<void>
}

export interface ToldJobs<Wish> {
  /** Gives the id of the job, which is that of its notification as well. */
  enqueue(wish: Wish, by: { readonly environment: ProductEnvironment; readonly telling: Telling }): Promise<string>
  /** Begins to work on what was left. One at a time: it is long, and the rest of the server goes on. */
  start(): void
}

export interface ToldJobKind<Wish> {
  readonly name: string
  /** After which a failure that might have passed is told as well. */
  readonly attempts: number
  run(task: ToldTask<Wish>): Promise<void>
  /** What an `error` names, beside its message. */
  about(wish: Wish): Body
}

export function toldJobs<Wish>(
  { name, attempts, run, about }: ToldJobKind<Wish>,
  { database, queue, clock, random, log, notifications }: ToldJobDependencies,
): ToldJobs<Wish> {
  async function work(job: Job<Envelope<Wish>>, signal: AbortSignal): Promise<void> {
    const { environmentId, batchId, origin, wish } = job.payload
    const environment = await database.environments.findById(environmentId)
    if (environment === null) return
    const keys = (await database.accessKeys.listByEnvironment(environmentId)).filter(({ enabled }) => enabled)
    const telling = tellingOf(origin, environment, keys, notifications)
    const end = (tables: Repositories) => tables.jobs.complete(job.id)
    const finish: ToldTask<Wish>['finish'] = async (tables, type, body) => {
      await telling.notify(tables, { environmentId, type, body: { ...body, batch_id: batchId } })
      await end(tables)
    }
    try {
      await run({ wish, environment, telling, signal, batchId, end, finish })
    } catch (error) {
      const isOurs = error instanceof TintypeError
      const isHopeless = isOurs && error.status < 500 && !(error instanceof RateLimitedError)
      if (signal.aborted || !(isHopeless || job.attempt >= attempts)) throw error
      if (!isHopeless) log.error({ err: error, job: name }, 'work that was left to the queue failed')
      const message = isOurs ? error.message : 'General Error'
      await database.transaction((tables) => finish(tables, 'error', { error: { message }, ...about(wish) }))
    }
  }

  return {
    async enqueue(wish, { environment, telling }) {
      const id = random.hex(64)
      const payload: Envelope<Wish> = { environmentId: environment.id, batchId: id, origin: telling.origin, wish }
      const now = clock.now()
      await database.jobs.enqueue({ id, name, payload, key: null, runAt: now, createdAt: now })
      queue.wake()
      return id
    },
    start: () => queue.work<Envelope<Wish>>(name, work, { concurrency: 1, attempts }),
  }
}
