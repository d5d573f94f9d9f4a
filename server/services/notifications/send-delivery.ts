/** One try to send one notification; decides whether and when there is another. */
import { finished } from 'node:stream/promises'
import type { NotificationDelivery } from '../../domain/notification.ts'
import { TintypeError } from '../../errors/base.ts'
import { RemoteRefusedError } from '../../errors/remote-errors.ts'
import { webhookHeaders } from '../../security/webhook-signature.ts'
import type { NotificationDependencies } from './notification-types.ts'
import { signingKeyOf } from './signing-key.ts'

export const NOTIFY_JOB = 'notify'

export interface NotifyJob {
  readonly deliveryId: string
}

const MINUTE_MS = 60_000
/** Waits after the first, second, … try that failed; then it is given up. */
export const RETRY_AFTER_MS: readonly number[] = [3, 6, 9, 30, 120].map((minutes) => minutes * MINUTE_MS)
const TIMEOUT_MS = 10_000
const ANSWER_BYTES = 1_000_000
const GONE = 410

export async function sendDelivery(
  { deliveryId }: NotifyJob,
  signal: AbortSignal,
  dependencies: NotificationDependencies,
): Promise<void> {
  const { database, log } = dependencies
  const delivery = await database.notificationDeliveries.findById(deliveryId)
  if (delivery === null || delivery.state !== 'pending') return
  const fault = await attempt(delivery, signal, dependencies)
  if (fault === null) {
    await database.notificationDeliveries.delete(delivery.id)
    return
  }
  const attempts = delivery.attempts + 1
  const wait = fault.isFinal ? undefined : RETRY_AFTER_MS[attempts - 1]
  const { clock, random } = dependencies
  const now = clock.now()
  await database.transaction(async (tables) => {
    const state = wait === undefined ? 'dead' : 'pending'
    await tables.notificationDeliveries.update({ ...delivery, attempts, state, lastError: fault.text, updatedAt: now })
    if (wait === undefined) return
    const payload: NotifyJob = { deliveryId }
    const runAt = now + wait
    await tables.jobs.enqueue({ id: random.hex(32), name: NOTIFY_JOB, payload, key: null, runAt, createdAt: now })
  })
  if (wait === undefined) log.warn({ delivery: delivery.id, fault: fault.text }, 'a notification was given up')
}

interface Fault {
  /** In words that its owner may read. */
  readonly text: string
  /** Another try would end the same way. */
  readonly isFinal: boolean
}

/** Null when it was received. */
async function attempt(
  delivery: NotificationDelivery,
  signal: AbortSignal,
  { database, environments, fetcher, clock }: NotificationDependencies,
): Promise<Fault | null> {
  const environment = await database.environments.findById(delivery.environmentId)
  const key = signingKeyOf(await environments.activeKeys(delivery.environmentId))
  if (environment === null || key === null)
    return { text: 'there is no enabled access key to sign it with', isFinal: false }
  const algorithm = environment.settings.signatureAlgorithm === 'sha256' ? 'sha256' : 'sha1'
  const timestamp = Math.floor(clock.now() / 1000)
  try {
    const answer = await fetcher.fetch(delivery.url, {
      body: Buffer.from(delivery.body),
      headers: {
        'content-type': 'application/json',
        ...webhookHeaders({ ...delivery, timestamp }, key.apiSecret, algorithm),
      },
      maxBytes: ANSWER_BYTES,
      timeoutMs: TIMEOUT_MS,
      signal,
    })
    answer.body.resume()
    await finished(answer.body).catch(() => {})
    if (answer.status >= 200 && answer.status < 300) return null
    return { text: `the receiver answered ${answer.status}`, isFinal: answer.status === GONE }
  } catch (error) {
    // The server stops: that was no try.
    if (signal.aborted) throw error
    const text = error instanceof TintypeError ? error.message : 'it could not be sent'
    return { text, isFinal: error instanceof RemoteRefusedError }
  }
}
