/** An asset as the upload API shows it. */
import type { UploadResultJson } from '../contract/asset-json.ts'
import type { AccessRule, Asset } from '../domain/asset.ts'
import type { ProductEnvironment } from '../domain/product-environment.ts'
import { buildDeliveryUrls, type DeliveryBase, signableText } from '../transformation/build-url.ts'
import type { Box } from '../transformation/plan/operations.ts'
import type { ThumbnailAccess } from './thumbnail-access.ts'

export interface PresentContext {
  readonly environment: ProductEnvironment
  /** Where this client reaches the server. */
  readonly address: DeliveryBase
  /** The `signature` of an answer. */
  signAnswer(asset: Pick<Asset, 'publicId' | 'version'>): string
  /** What stands between `s--` and `--`, for the chain and source of an address. */
  signAddress(text: string): string
  /** Told only to whom knows it already. */
  readonly apiKey: string | null
  /** Only for sessions of widgets. */
  readonly thumbnails?: ThumbnailAccess
}

export interface UploadExtras {
  readonly overwritten?: boolean
  readonly existing?: boolean
  readonly deleteToken?: string | null
  readonly originalExtension?: string | null
  /** Which of the analyses are to be shown: those asked for by this request. */
  readonly analyses?: ReadonlySet<string>
}

export function presentUpload(asset: Asset, context: PresentContext, extras: UploadExtras = {}): UploadResultJson {
  const { url, secureUrl } = assetAddress(asset, context)
  const isRaw = asset.resourceType === 'raw'
  return {
    asset_id: asset.id,
    public_id: asset.publicId,
    version: asset.version,
    version_id: asset.versionId,
    signature: context.signAnswer(asset),
    ...(asset.facts === null || isRaw ? {} : uprightSize(asset)),
    ...(asset.format === null ? {} : { format: asset.format }),
    resource_type: asset.resourceType,
    created_at: isoSeconds(asset.createdAt),
    tags: [...asset.tags],
    ...(isRaw ? {} : { pages: asset.resourceType === 'video' ? 0 : (asset.facts?.pages ?? 1) }),
    bytes: asset.bytes,
    type: asset.type,
    etag: asset.etag,
    placeholder: asset.placeholder !== null,
    url,
    secure_url: secureUrl,
    ...presentFolder(asset, context.environment),
    ...(asset.accessMode === 'authenticated' ? { access_mode: asset.accessMode } : {}),
    ...(asset.accessControl.length === 0 ? {} : { access_control: asset.accessControl.map(presentRule) }),
    ...(extras.overwritten === true ? { overwritten: true } : {}),
    ...(extras.existing === true ? { existing: true } : {}),
    ...(asset.originalFilename === null ? {} : { original_filename: asset.originalFilename }),
    ...(extras.originalExtension == null ? {} : { original_extension: extras.originalExtension }),
    ...(Object.keys(asset.context).length === 0 ? {} : { context: { custom: { ...asset.context } } }),
    ...(Object.keys(asset.metadata).length === 0 ? {} : { metadata: { ...asset.metadata } }),
    ...shownAnalyses(asset, extras.analyses),
    ...presentCoordinates(asset),
    ...(asset.moderation.length === 0 ? {} : { moderation: asset.moderation.map(presentModeration) }),
    ...(asset.video === null ? {} : asset.video),
    ...(extras.deleteToken == null ? {} : { delete_token: extras.deleteToken }),
    ...(context.apiKey === null ? {} : { api_key: context.apiKey }),
  }
}

/** Address of the original, or of what that chain makes of it. */
export function assetAddress(
  asset: Asset,
  { environment, address, signAddress }: PresentContext,
  derived?: { readonly transformation: string; readonly extension: string | null },
): ReturnType<typeof buildDeliveryUrls> {
  const { resourceType, type, publicId, version } = asset
  const extension = (derived === undefined ? asset.format : derived.extension) || null
  const source =
    type === 'fetch'
      ? ({ kind: 'remote', url: publicId } as const)
      : ({ kind: 'asset', publicId, extension: resourceType === 'raw' ? null : extension } as const)
  const transformation = derived?.transformation ?? ''
  const parts = { cloud: environment.cloudName, resourceType, type, transformation, version, source }
  const needsSignature = type === 'authenticated' || (type === 'private' && derived === undefined)
  const signature = needsSignature ? signAddress(signableText(parts)) : null
  return buildDeliveryUrls({ ...parts, signature }, address)
}

export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** As seen by people: EXIF orientations 5 to 8 lie on their side. */
export function uprightSize({ facts }: Asset): { readonly width: number; readonly height: number } {
  const { width, height, orientation } = facts ?? { width: 0, height: 0, orientation: 1 }
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}

export function presentFolder(
  asset: Asset,
  environment: ProductEnvironment,
): Pick<UploadResultJson, 'folder' | 'asset_folder' | 'display_name'> {
  if (environment.settings.folderMode === 'dynamic') {
    return { asset_folder: asset.assetFolder, display_name: asset.displayName }
  }
  const slash = asset.publicId.lastIndexOf('/')
  return { folder: slash < 0 ? '' : asset.publicId.slice(0, slash) }
}

export function presentRule(rule: AccessRule): Record<string, string> {
  return {
    access_type: rule.accessType,
    ...(rule.key === undefined ? {} : { key: rule.key }),
    ...(rule.start === undefined ? {} : { start: isoSeconds(rule.start) }),
    ...(rule.end === undefined ? {} : { end: isoSeconds(rule.end) }),
  }
}

export function presentModeration(entry: Asset['moderation'][number]) {
  return { kind: entry.kind, status: entry.status, updated_at: isoSeconds(entry.updatedAt) }
}

function shownAnalyses(asset: Asset, names: ReadonlySet<string> | undefined): Partial<UploadResultJson> {
  if (names === undefined || names.size === 0) return {}
  return Object.fromEntries(Object.entries(asset.analysis).filter(([name]) => names.has(name)))
}

export function presentCoordinates(asset: Asset): Partial<UploadResultJson> {
  const faces = asset.faces === null ? null : asset.faces.map(presentBox)
  const custom = asset.customCoordinates.map(presentBox)
  const regions = Object.entries(asset.regions).map(([name, box]) => [name, presentCorners(box)] as const)
  return {
    ...(faces === null ? {} : { faces }),
    ...(faces === null && custom.length === 0
      ? {}
      : { coordinates: { ...(faces === null ? {} : { faces }), ...(custom.length === 0 ? {} : { custom }) } }),
    ...(regions.length === 0 ? {} : { regions: Object.fromEntries(regions) }),
  }
}

export function presentBox({ left, top, width, height }: Box): [number, number, number, number] {
  return [left, top, width, height]
}

function presentCorners({ left, top, width, height }: Box): [number, number][] {
  return [
    [left, top],
    [left + width, top + height],
  ]
}
