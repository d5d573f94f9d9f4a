/**
 * Notifications: written in the transaction of their event, sent after it, tried again over restarts, given up after
 * about three hours and then kept for whoever wants to send them again.
 */
import type { NotificationDelivery, NotificationType, Trigger } from '../../domain/notification.ts'
import type { Repositories } from '../../ports/database.ts'
import { passesFilter } from './filter.ts'
import type { Cause, NotificationDependencies, NotificationEvent, Notify } from './notification-types.ts'
import { NOTIFY_JOB, type NotifyJob, sendDelivery } from './send-delivery.ts'
import { signingKeyOf } from './signing-key.ts'

export interface Notifications {
  /** For one request: its cause, and the addresses that it named. */
  notifier(cause: Cause, urls: readonly string[]): Notify
  /** Whether there is an address that would be told. */
  isHeard(
    tables: Repositories,
    event: Pick<NotificationEvent, 'environmentId' | 'type'>,
    urls: readonly string[],
  ): Promise<boolean>
  /** Sends one that was given up again; null when there is none of that id. */
  replay(environmentId: string, id: string): Promise<NotificationDelivery | null>
}

/** A commit takes less; when it does not, the queue looks again within a second. */
const AFTER_COMMIT_MS = 20
const PARALLEL = 8
/** Which say by themselves what caused them. */
const SAYS_SOURCE: ReadonlySet<NotificationType> = new Set([
  'resource_tags_changed',
  'resource_context_changed',
  'resource_metadata_changed',
])

export function createNotifications(dependencies: NotificationDependencies): Notifications {
  const { queue, database, clock, random, live } = dependencies
  let isWaking = false

  queue.work<NotifyJob>(NOTIFY_JOB, (job, signal) => sendDelivery(job.payload, signal, dependencies), {
    concurrency: PARALLEL,
  })

  function wakeSoon(): void {
    if (isWaking) return
    isWaking = true
    setTimeout(() => {
      isWaking = false
      queue.wake()
    }, AFTER_COMMIT_MS).unref()
  }

  async function enqueue(tables: Repositories, delivery: NotificationDelivery): Promise<void> {
    const now = clock.now()
    const payload: NotifyJob = { deliveryId: delivery.id }
    await tables.jobs.enqueue({
      id: random.hex(32),
      name: NOTIFY_JOB,
      payload,
      key: null,
      runAt: now,
      createdAt: now,
    })
    wakeSoon()
  }

  async function record(tables: Repositories, event: NotificationEvent): Promise<void> {
    const { environmentId, type, urls, whereabouts = null, cause } = event
    live.tell(tables, { environmentId, type, body: event.body, sessionId: cause.sessionId ?? null, whereabouts })
    const triggers = await tables.triggers.listFor(environmentId, type)
    const wanted: readonly { readonly url: string; readonly trigger: Trigger | null }[] = [
      ...urls.map((url) => ({ url, trigger: null })),
      ...triggers
        .filter((trigger) => urls.length === 0 || trigger.additive)
        .map((trigger) => ({ url: trigger.uri, trigger })),
    ]
    if (wanted.length === 0) return
    const envelope = await envelopeOf(event, tables)
    const body = JSON.stringify(envelope)
    const now = clock.now()
    for (const { url, trigger } of wanted) {
      if (trigger !== null && !passesFilter(trigger.filter, envelope)) continue
      const delivery: NotificationDelivery = {
        id: random.hex(32),
        environmentId,
        triggerId: trigger?.id ?? null,
        type,
        url,
        body,
        state: 'pending',
        attempts: 0,
        lastError: null,
        createdAt: now,
        updatedAt: now,
      }
      await tables.notificationDeliveries.insert(delivery)
      await enqueue(tables, delivery)
    }
  }

  async function envelopeOf({ environmentId, type, body, cause }: NotificationEvent, tables: Repositories) {
    const time = new Date(clock.now()).toISOString().replace(/\.\d+Z$/, '+00:00')
    const key = signingKeyOf(await tables.accessKeys.listByEnvironment(environmentId))
    return {
      notification_type: type,
      timestamp: time,
      request_id: cause.requestId,
      ...body,
      ...(SAYS_SOURCE.has(type) ? { source: cause.source } : {}),
      notification_context: { triggered_at: time, triggered_by: { source: cause.source, id: cause.id } },
      signature_key: key?.apiKey ?? '',
    }
  }

  return {
    notifier: (cause, urls) => (tables, event) => record(tables, { ...event, urls, cause }),
    isHeard: async (tables, { environmentId, type }, urls) =>
      urls.length > 0 || live.isRead(environmentId) || (await tables.triggers.listFor(environmentId, type)).length > 0,
    async replay(environmentId, id) {
      return database.transaction(async (tables) => {
        const delivery = await tables.notificationDeliveries.findById(id)
        if (delivery === null || delivery.environmentId !== environmentId || delivery.state !== 'dead') return null
        const again = { ...delivery, state: 'pending', attempts: 0, lastError: null, updatedAt: clock.now() } as const
        await tables.notificationDeliveries.update(again)
        await enqueue(tables, again)
        return again
      })
    },
  }
}
