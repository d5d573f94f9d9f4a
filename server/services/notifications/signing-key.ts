import type { AccessKey } from '../../domain/access-key.ts'

/** The key whose secret signs notifications, of an environment's keys, oldest first; null without an enabled one. */
export function signingKeyOf(keys: readonly AccessKey[]): AccessKey | null {
  return keys.find((key) => key.enabled) ?? null
}
