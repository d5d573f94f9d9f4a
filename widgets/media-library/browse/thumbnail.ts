/**
 * Addresses of the small pictures: limited to a width, in the format that the browser takes best; of films their first
 * frame, of documents their first page. Widths are steps, so that windows of different sizes share derived files. What is
 * restricted comes with a signed address of the server.
 */
import type { LibraryAsset } from '../api/library-asset.ts'

const STEPS = [120, 240, 360, 480, 720, 960, 1440]
const DOCUMENTS = new Set(['pdf', 'ai', 'eps', 'psd'])

export interface ThumbnailPlace {
  readonly deliveryBase: string
  readonly cloudName: string
  /** CSS pixels. */
  readonly width: number
}

/** Undefined for what has no picture: other files, audio, and what only a signature opens. */
export function thumbnailUrl(
  asset: LibraryAsset,
  { deliveryBase, cloudName, width }: ThumbnailPlace,
): string | undefined {
  if (asset.thumbnail_url) return asset.thumbnail_url
  if (asset.resource_type === 'raw' || isAudio(asset)) return undefined
  if (asset.type === 'private' || asset.type === 'authenticated') return undefined
  const wanted = width * (globalThis.devicePixelRatio || 1)
  const step = STEPS.find((each) => each >= wanted) ?? STEPS.at(-1)
  const path = asset.public_id.split('/').map(encodeURIComponent).join('/')
  const chain = asset.resource_type === 'video' ? `c_limit,w_${step}/q_auto` : `c_limit,w_${step}/f_auto,q_auto`
  const parts = [deliveryBase, encodeURIComponent(cloudName), asset.resource_type, asset.type, chain]
  if (asset.version !== undefined) parts.push(`v${asset.version}`)
  return `${parts.join('/')}/${path}${extensionOf(asset)}`
}

export function isAudio({ resource_type, is_audio, width, height }: LibraryAsset): boolean {
  return resource_type === 'video' && (is_audio === true || (!width && !height))
}

function extensionOf({ resource_type, type, format }: LibraryAsset): string {
  // What came from elsewhere has its address as its public ID.
  if (type !== 'upload') return ''
  if (resource_type === 'video' || (format !== undefined && DOCUMENTS.has(format))) return '.jpg'
  return format === undefined ? '' : `.${format}`
}
