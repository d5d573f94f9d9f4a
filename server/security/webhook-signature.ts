/**
 * Signatures of notifications, in both forms that receivers check:
 *
 *   X-Cld-Signature      hex(HASH(body + timestamp + API secret)), SHA-1 or SHA-256, with X-Cld-Timestamp
 *   webhook-signature    `v1,` + base64(HMAC-SHA256(API secret, id + '.' + timestamp + '.' + body)), with webhook-id and
 *                        webhook-timestamp: the Standard Webhooks form, whose key is `whsec_` + base64(API secret)
 */
import { createHash, createHmac } from 'node:crypto'
import type { HashAlgorithm } from './api-signature.ts'

export interface SignedNotification {
  readonly id: string
  /** As sent, byte for byte. */
  readonly body: string
  /** Seconds since 1970. */
  readonly timestamp: number
}

export function webhookHeaders(
  { id, body, timestamp }: SignedNotification,
  apiSecret: string,
  algorithm: HashAlgorithm,
): Readonly<Record<string, string>> {
  const signature = createHash(algorithm).update(`${body}${timestamp}${apiSecret}`).digest('hex')
  const standard = createHmac('sha256', apiSecret).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    'x-cld-timestamp': String(timestamp),
    'x-cld-signature': signature,
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${standard}`,
  }
}
