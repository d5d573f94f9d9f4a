/** The lock of whoever gives a name to a file, or takes one away. */
import type { AssetName } from '../../domain/asset.ts'

export function nameLock({ environmentId, resourceType, type, publicId }: AssetName): string {
  return `asset:${environmentId}:${resourceType}:${type}:${publicId}`
}
