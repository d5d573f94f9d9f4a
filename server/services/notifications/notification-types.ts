import type { NotificationType } from '../../domain/notification.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { Fetcher } from '../../ports/fetcher.ts'
import type { Log } from '../../ports/log.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Random } from '../../ports/random.ts'
import type { Environments } from '../environments/environments.ts'

export interface NotificationDependencies {
  readonly database: Database
  readonly environments: Environments
  readonly queue: Queue
  readonly fetcher: Fetcher
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

/** Why something happens, as notifications tell it. */
export interface Cause {
  /** `api`, `unsigned_upload`, `delete_token`, `job`, … */
  readonly source: string
  /** The API key, the preset; empty where there is nobody. */
  readonly id: string
  readonly requestId: string
}

export interface NotificationEvent {
  readonly environmentId: string
  readonly type: NotificationType
  /** In wire form, without the envelope. */
  readonly body: Readonly<Record<string, unknown>>
  /** What the call itself named: replaces triggers that are not additive. */
  readonly urls: readonly string[]
  readonly cause: Cause
}

/**
 * Tells of an event that a transaction causes, with the cause and addresses of a request bound to it. To be called with
 * the repositories of that transaction: the notification exists exactly when its event does.
 */
export type Notify = (
  tables: Repositories,
  event: Pick<NotificationEvent, 'environmentId' | 'type' | 'body'>,
) => Promise<void>
