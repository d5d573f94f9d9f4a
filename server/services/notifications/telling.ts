/** What a request, or the work that it left behind, needs to tell of what it does. */
import type { AccessKey } from '../../domain/access-key.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { PresentContext } from '../../present/asset.ts'
import { signAnswer } from '../../security/api-signature.ts'
import { signUrl } from '../../security/url-signature.ts'
import type { Notifications } from './create-notifications.ts'
import type { Origin, Telling } from './notification-types.ts'

/** @param keys enabled ones, oldest first: with the first, answers to clients without a key are signed */
export function presentFor(
  environment: ProductEnvironment,
  { address, apiKey }: Pick<Origin, 'address' | 'apiKey'>,
  keys: readonly AccessKey[],
): PresentContext {
  const key = keys.find((each) => each.apiKey === apiKey) ?? keys[0]
  const secret = key?.apiSecret ?? ''
  const algorithm = environment.settings.signatureAlgorithm === 'sha256' ? 'sha256' : 'sha1'
  return {
    environment,
    address,
    signAnswer: (asset) => signAnswer(asset, secret, algorithm),
    signAddress: (text) => signUrl(text, secret, algorithm),
    apiKey,
  }
}

export function tellingOf(
  origin: Origin,
  environment: ProductEnvironment,
  keys: readonly AccessKey[],
  notifications: Pick<Notifications, 'notifier' | 'isHeard'>,
): Telling {
  return {
    origin,
    notify: notifications.notifier(origin.cause, origin.urls),
    isHeard: (tables, event) => notifications.isHeard(tables, event, origin.urls),
    present: presentFor(environment, origin, keys),
  }
}
