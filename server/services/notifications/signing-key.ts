import type { AccessKey } from '../../domain/access-key.ts'

/** The key whose secret signs notifications: one made for that, else the oldest; null without an enabled one. */
export function signingKeyOf(keys: readonly AccessKey[]): AccessKey | null {
  const enabled = keys.filter((key) => key.enabled)
  return enabled.find(({ dedicatedFor }) => dedicatedFor === 'webhooks') ?? enabled[0] ?? null
}
