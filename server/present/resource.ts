/** An asset as lists of the Admin API show it. */
import type { ResourceJson } from '../contract/resource-json.ts'
import type { Asset } from '../domain/asset.ts'
import { assetAddress, isoSeconds, type PresentContext, presentFolder, presentRule, uprightSize } from './asset.ts'
import { presentThumbnail } from './thumbnail.ts'

/** What is shown only to whom asks for it. */
export interface ResourceExtras {
  readonly tags?: boolean
  readonly context?: boolean
  readonly metadata?: boolean
  /** The verdict of the last moderation. */
  readonly moderation?: boolean
}

export function presentResource(asset: Asset, context: PresentContext, extras: ResourceExtras = {}): ResourceJson {
  const { url, secureUrl } = assetAddress(asset, context)
  return {
    asset_id: asset.id,
    public_id: asset.publicId,
    ...(asset.format === null ? {} : { format: asset.format }),
    version: asset.version,
    resource_type: asset.resourceType,
    type: asset.type,
    created_at: isoSeconds(asset.createdAt),
    bytes: asset.bytes,
    ...(asset.facts === null || asset.resourceType === 'raw' ? {} : uprightSize(asset)),
    ...presentFolder(asset, context.environment),
    ...(asset.backupBytes > 0 ? { backup: true } : {}),
    ...(asset.placeholder === null ? {} : { placeholder: true }),
    ...(asset.video?.is_audio === true ? { is_audio: true } : {}),
    ...(asset.accessMode === 'authenticated' ? { access_mode: asset.accessMode } : {}),
    ...(asset.accessControl.length === 0 ? {} : { access_control: asset.accessControl.map(presentRule) }),
    url,
    secure_url: secureUrl,
    ...presentThumbnail(asset, context),
    ...(extras.tags === true ? { tags: [...asset.tags] } : {}),
    ...(extras.context === true && Object.keys(asset.context).length > 0
      ? { context: { custom: { ...asset.context } } }
      : {}),
    ...(extras.metadata === true && Object.keys(asset.metadata).length > 0 ? { metadata: { ...asset.metadata } } : {}),
    ...(extras.moderation === true ? lastVerdict(asset) : {}),
  }
}

function lastVerdict({ moderation }: Asset): Partial<ResourceJson> {
  const last = moderation.at(-1)
  return last === undefined ? {} : { moderation_kind: last.kind, moderation_status: last.status }
}
