/** A new API key with a secret that nobody can guess. */
import { type AccessKey, UNLIMITED } from '../../domain/access-key.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'

const KEY_DIGITS = 15
const SECRET_BYTES = 21

export interface NewKeyOptions {
  readonly environmentId: string
  readonly name: string
  /** Default: no. */
  readonly isRoot?: boolean
  /** Default: yes. */
  readonly enabled?: boolean
  /** Default: made up. */
  readonly apiKey?: string | undefined
  readonly apiSecret?: string | undefined
}

export function newAccessKey(options: NewKeyOptions, { clock, random }: { clock: Clock; random: Random }): AccessKey {
  const now = clock.now()
  return {
    id: random.hex(32),
    environmentId: options.environmentId,
    name: options.name,
    apiKey: options.apiKey ?? newApiKey(random),
    apiSecret: options.apiSecret ?? newApiSecret(random),
    enabled: options.enabled ?? true,
    isRoot: options.isRoot ?? false,
    dedicatedFor: null,
    permissions: UNLIMITED,
    folderPrefix: null,
    createdAt: now,
    updatedAt: now,
  }
}

/** Digits, the first of which is no zero. */
export function newApiKey(random: Random): string {
  const numbers = [...random.bytes(KEY_DIGITS)].map((byte) => byte % 10)
  return [Math.max(1, numbers[0] ?? 1), ...numbers.slice(1)].join('')
}

export function newApiSecret(random: Random): string {
  return Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url')
}
