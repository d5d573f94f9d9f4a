/** Addresses that the widget adds to an upload response: the short path, and the picture of the thumbnails. */
import { transformationText } from '../kit/delivery/transformation-text.ts'

const DEFAULT_THUMBNAIL = { width: 90, height: 60, crop: 'limit' }

interface Stored {
  readonly public_id: string
  readonly resource_type: string
  readonly type: string
  readonly version?: unknown
  readonly format?: unknown
}

/** `v1700000000/folder/name.jpg` */
export function pathOf(stored: Stored): string {
  const version = stored.version === undefined ? '' : `v${stored.version}/`
  const extension = typeof stored.format === 'string' && stored.resource_type !== 'raw' ? `.${stored.format}` : ''
  return `${version}${stored.public_id}${extension}`
}

/** Undefined for what has no public picture: raw files, and types that need a signature. */
export function thumbnailUrl(
  stored: Stored,
  place: { readonly deliveryBase: string; readonly cloudName: string; readonly transformation: unknown },
): string | undefined {
  if (stored.resource_type === 'raw' || stored.type !== 'upload') return undefined
  const picture = stored.resource_type === 'video' || stored.format === 'pdf' ? { ...stored, format: 'jpg' } : stored
  const path = pathOf(picture).split('/').map(encodeURIComponent).join('/')
  const chain = transformationText(place.transformation ?? DEFAULT_THUMBNAIL)
  return [place.deliveryBase, encodeURIComponent(place.cloudName), stored.resource_type, 'upload', chain, path]
    .filter(Boolean)
    .join('/')
}
