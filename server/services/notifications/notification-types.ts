import type { NotificationType } from '../../domain/notification.ts'
import type { Whereabouts } from '../../domain/whereabouts.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { Fetcher } from '../../ports/fetcher.ts'
import type { Log } from '../../ports/log.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Random } from '../../ports/random.ts'
import type { PresentContext } from '../../present/asset.ts'
import type { DeliveryBase } from '../../transformation/build-url.ts'
import type { Environments } from '../environments/environments.ts'
import type { LiveChanges } from '../live-changes/live-changes.ts'

export interface NotificationDependencies {
  readonly database: Database
  readonly environments: Environments
  readonly queue: Queue
  readonly fetcher: Fetcher
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Told of the same events. */
  readonly live: Pick<LiveChanges, 'tell' | 'isRead'>
}

/** Why something happens, as notifications tell it. */
export interface Cause {
  /** `api`, `unsigned_upload`, `delete_token`, `job`, … */
  readonly source: string
  /** The API key, the preset; empty where there is nobody. */
  readonly id: string
  readonly requestId: string
  /** Of the widget in which it was done; told to nobody but that. */
  readonly sessionId?: string | undefined
}

export interface NotificationEvent {
  readonly environmentId: string
  readonly type: NotificationType
  /** In wire form, without the envelope. */
  readonly body: Readonly<Record<string, unknown>>
  /** For whoever reaches one folder; absent: they are not told. */
  readonly whereabouts?: Whereabouts | undefined
  /** What the call itself named: replaces triggers that are not additive. */
  readonly urls: readonly string[]
  readonly cause: Cause
}

/** In whose name something is done, in a form that lasts: work that is done later tells of itself as its request would. */
export interface Origin {
  readonly cause: Cause
  /** Where the client reaches the server. */
  readonly address: DeliveryBase
  /** With which answers are signed and which notifications name; null: a client without a key. */
  readonly apiKey: string | null
  readonly urls: readonly string[]
  /** Of `eager_notification_url`; without it, those above are told. */
  readonly eagerUrls: readonly string[]
}

/** What it takes to tell of changes in wire form. */
export interface Telling {
  readonly origin: Origin
  readonly notify: Notify
  /** Whether anybody would be told; what is costly to find out need not be, when not. */
  isHeard(tables: Repositories, event: Pick<NotificationEvent, 'environmentId' | 'type'>): Promise<boolean>
  readonly present: PresentContext
}

/**
 * Tells of an event that a transaction causes, with the cause and addresses of a request bound to it. To be called with
 * the repositories of that transaction: the notification exists exactly when its event does.
 */
export type Notify = (
  tables: Repositories,
  event: Pick<NotificationEvent, 'environmentId' | 'type' | 'body' | 'whereabouts'>,
) => Promise<void>
