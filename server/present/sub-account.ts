/** Product environments and their keys as the Provisioning API shows them. */
import type { AccessKey } from '../domain/access-key.ts'
import type { ProductEnvironment } from '../domain/product-environment.ts'
import { isoSeconds } from './asset.ts'

export function presentSubAccount(environment: ProductEnvironment, keys: readonly AccessKey[]) {
  return {
    id: environment.id,
    name: environment.name,
    cloud_name: environment.cloudName,
    enabled: environment.enabled,
    ...(environment.description === null ? {} : { description: environment.description }),
    custom_attributes: environment.customAttributes,
    api_access_keys: keys.map(({ apiKey, apiSecret, enabled }) => ({ key: apiKey, secret: apiSecret, enabled })),
    created_at: isoSeconds(environment.createdAt),
    updated_at: isoSeconds(environment.updatedAt),
  }
}

export function presentAccessKey(key: AccessKey) {
  return {
    name: key.name,
    api_key: key.apiKey,
    api_secret: key.apiSecret,
    created_at: isoSeconds(key.createdAt),
    updated_at: isoSeconds(key.updatedAt),
    enabled: key.enabled,
    ...(key.dedicatedFor === null ? {} : { dedicated_for: [key.dedicatedFor] }),
    ...(key.isRoot ? { root: true } : {}),
    permissions: { allow: [...key.permissions.allow], deny: [...key.permissions.deny] },
    folder_prefix: key.folderPrefix,
  }
}
