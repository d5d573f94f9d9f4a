/** The last part of a delivery URL: a public ID with extension and suffix, or the address of a remote file. */
import { TransformationError } from '../../errors/transformation-error.ts'
import { isDeliveryExtension } from './formats.ts'
import { hasControlCharacter } from './percent.ts'
import type { ResourceType } from './url-types.ts'

export type DeliverySource =
  /** `extension` as written; null when there is none, and for `raw` outside the SEO form, where it is part of the ID. */
  | { readonly kind: 'asset'; readonly publicId: string; readonly extension: string | null }
  | { readonly kind: 'remote'; readonly url: string }

export const MAX_PUBLIC_ID_LENGTH = 255

/** The public ID to look up: a raw file's holds its extension, also where the suffix form takes the two apart. */
export function storedPublicId(
  { publicId, extension }: Extract<DeliverySource, { readonly kind: 'asset' }>,
  resourceType: ResourceType,
): string {
  return resourceType === 'raw' && extension !== null ? `${publicId}.${extension}` : publicId
}

/** Cuts the extension off a decoded source. Unknown ones are cut too: see `isKnownExtension`. */
export function splitExtension(
  source: string,
  resourceType: ResourceType,
): [publicId: string, extension: string | null] {
  if (resourceType === 'raw') return [source, null]
  const dot = source.lastIndexOf('.')
  if (dot === -1 || dot < source.lastIndexOf('/')) return [source, null]
  return [source.slice(0, dot), source.slice(dot + 1)]
}

/** @throws TransformationError `invalid_extension` */
export function checkExtension(extension: string | null, resourceType: ResourceType): void {
  if (extension === null || resourceType === 'raw' || isDeliveryExtension(extension)) return
  throw new TransformationError({
    fault: 'invalid_extension',
    message: `Invalid extension in transformation: ${extension}`,
    received: extension,
    expected: 'the name of a format',
  })
}

/** @throws TransformationError `missing_public_id`, `bad_path`, `public_id_too_long` */
export function checkPublicId(publicId: string): void {
  if (publicId === '') throw missingPublicId()
  if (publicId.length > MAX_PUBLIC_ID_LENGTH && [...publicId].length > MAX_PUBLIC_ID_LENGTH) {
    throw new TransformationError({
      fault: 'public_id_too_long',
      message: `public_id is too long: at most ${MAX_PUBLIC_ID_LENGTH} characters are allowed`,
    })
  }
  if (hasControlCharacter(publicId)) throw badPath('a public ID without control characters')
  for (const segment of publicId.split('/')) {
    if (segment === '') throw badPath('a public ID without empty folder names')
    if (isDotSegment(segment)) throw badPath('a public ID without "." and ".." as folder names')
  }
}

export function missingPublicId(): TransformationError {
  return new TransformationError({
    fault: 'missing_public_id',
    message: 'Invalid URL: expected a public ID after the transformation',
  })
}

/** The absolute address that the rest of a remote URL gives. Collapsed slashes after the scheme are mended. */
export function readRemoteUrl(text: string, query: string): string {
  const match = REMOTE_URL.exec(text)
  const rest = match === null ? '' : text.slice(match[0].length)
  if (match === null || rest === '' || rest.startsWith('/') || rest.startsWith('?') || hasControlCharacter(rest)) {
    throw new TransformationError({
      fault: 'bad_fetch_url',
      message: 'Invalid remote URL: expected an absolute address such as https://host/path',
      received: text,
    })
  }
  return `${match[1]?.toLowerCase()}://${rest}${query === '' ? '' : rest.includes('?') ? `&${query}` : `?${query}`}`
}

/** Begins like an absolute address; such a segment ends the chain of a remote type. */
export function startsRemoteUrl(text: string): boolean {
  return REMOTE_URL.test(text)
}

function badPath(expected: string): TransformationError {
  return new TransformationError({ fault: 'bad_path', message: `Invalid path: expected ${expected}`, expected })
}

/** Also when written with escapes that are still there after the one decoding. */
function isDotSegment(segment: string): boolean {
  return segment.length <= 6 && DOT_SEGMENT.test(segment)
}

const DOT_SEGMENT = /^(?:\.|%2e){1,2}$/i
const REMOTE_URL = /^(https?|s3|gs):(?:\/{1,2}|$)/i
