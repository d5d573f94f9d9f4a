/** Rows to answers: what the client is told about a file. */
import type { Asset } from '../../domain/asset.ts'
import { contentTypeOf, isDownloadOnly, rawContentTypeOf } from '../../domain/content-type.ts'
import type { Derived } from '../../domain/derived.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { FileAnswer } from './delivery-types.ts'

/** How an answer may be kept by caches outside. */
export interface CachingFacts {
  readonly environment: ProductEnvironment
  readonly asset: Asset
  /** Of the URL. */
  readonly version: number | null
  readonly immutable: boolean
  /** A placeholder stands in for the asset. */
  readonly isDefault: boolean
  /** Only somebody with a token, or only for a time, may see it. */
  readonly isPersonal: boolean
  /** Milliseconds until this request would be refused; mostly infinite. */
  readonly visibleForMs: number
}

/** Long only when the URL names the current file: everything else must show a replaced file soon. */
export function cacheControlOf({ environment, asset, version, immutable, ...facts }: CachingFacts): string {
  if (facts.isDefault) return 'private, max-age=60'
  const { cacheControl, unversionedCacheControl } = environment.settings
  const chosen = version === asset.version ? cacheControl : unversionedCacheControl
  const scoped = facts.isPersonal ? chosen.replace(/\bpublic\b/, 'private') : chosen
  const lasting = immutable && !/\bimmutable\b/.test(scoped) ? `${scoped}, immutable` : scoped
  return endingWith(lasting, facts.visibleForMs)
}

/** No cache keeps an answer longer than it may be seen. */
function endingWith(cacheControl: string, visibleForMs: number): string {
  if (visibleForMs === Number.POSITIVE_INFINITY) return cacheControl
  const most = Math.floor(visibleForMs / 1000)
  const capped = cacheControl
    .replace(/,?\s*\bstale-(while-revalidate|if-error)=\d+/g, '')
    .replace(/\b(s-maxage|max-age)=(\d+)/g, (_all, name, seconds) => `${name}=${Math.min(Number(seconds), most)}`)
  return /\bmax-age=/.test(capped) ? capped : `${capped}, max-age=${most}`
}

/** What all answers of one request have in common. */
export type AnswerContext = Pick<
  FileAnswer,
  'cacheControl' | 'varied' | 'warning' | 'dependencies' | 'keepUntil' | 'open'
> & { readonly attachment: string | null }

export function originalAnswer(asset: Asset, context: AnswerContext): FileAnswer {
  const isRaw = asset.resourceType === 'raw' || asset.format === null
  const mustDownload = isRaw && isDownloadOnly(asset.publicId)
  const attachment = context.attachment ?? (mustDownload ? '' : null)
  return {
    ...context,
    kind: 'file',
    contentType: asset.format === null || isRaw ? rawContentTypeOf(asset.publicId) : contentTypeOf(asset.format),
    size: asset.bytes,
    etag: asset.etag,
    createdAt: asset.version * 1000,
    attachment: attachment === null ? null : downloadName(asset, attachment, asset.format),
    headers: ownHeaders(asset),
    contentInfo: contentInfo(asset, null),
    isFresh: false,
  }
}

export function derivedAnswer(asset: Asset, derived: Derived, isFresh: boolean, context: AnswerContext): FileAnswer {
  return {
    ...context,
    kind: 'file',
    contentType: derived.contentType,
    size: derived.bytes,
    etag: derived.etag,
    createdAt: derived.createdAt,
    attachment: context.attachment === null ? null : downloadName(asset, context.attachment, derived.format),
    headers: ownHeaders(asset),
    contentInfo: contentInfo(asset, derived),
    isFresh,
  }
}

/** `fl_getinfo`: the picture that was asked for, in numbers. */
export function informationText(asset: Asset, derived: Derived | null): string {
  const input = { ...orientedSize(asset), bytes: asset.bytes }
  const output =
    derived === null
      ? { ...input, format: asset.format }
      : { width: derived.width, height: derived.height, bytes: derived.bytes, format: derived.format }
  return JSON.stringify({ input, output })
}

/** `fl_attachment[:name]` to a file name: the asset's own when there is none, always with the delivered extension. */
function downloadName({ publicId, resourceType }: Asset, wanted: string, format: string | null): string {
  const own = publicId.slice(publicId.lastIndexOf('/') + 1)
  const dot = own.lastIndexOf('.')
  const extension = resourceType === 'raw' ? own.slice(dot === -1 ? own.length : dot) : format ? `.${format}` : ''
  if (wanted === '') return resourceType === 'raw' ? own : own + extension
  return wanted.endsWith(extension) ? wanted : wanted + extension
}

function contentInfo(asset: Asset, derived: Derived | null): string {
  const { width, height } = orientedSize(asset)
  const out = derived ?? { width, height, bytes: asset.bytes, format: asset.format ?? '' }
  return [
    ...(out.width === null ? [] : [`width=${out.width}`, `height=${out.height}`]),
    `bytes=${out.bytes}`,
    `format="${out.format}"`,
    ...(width === null ? [] : [`owidth=${width}`, `oheight=${height}`]),
    `obytes=${asset.bytes}`,
    ...(asset.format === null ? [] : [`oformat="${asset.format}"`]),
    `crt=${Math.floor((derived?.createdAt ?? asset.version * 1000) / 1000)}`,
    `ocrt=${asset.version}`,
  ].join(',')
}

/** As it is seen: with the EXIF orientation applied. */
function orientedSize({ facts }: Asset): { readonly width: number | null; readonly height: number | null } {
  if (facts === null || facts.width === 0) return { width: null, height: null }
  const isTurned = facts.orientation >= 5
  return { width: isTurned ? facts.height : facts.width, height: isTurned ? facts.width : facts.height }
}

/** Of the lines that an upload asked for only these reach clients: no other header is a stranger's to set. */
const OWN_HEADERS = /^(x-robots-tag|link):\s*([\x20-\x7e]{1,1024})$/i

export function ownHeaders({ headers }: Asset): readonly (readonly [string, string])[] {
  return headers.flatMap((line) => {
    const match = OWN_HEADERS.exec(line)
    return match?.[1] === undefined || match[2] === undefined ? [] : [[match[1], match[2].trim()] as const]
  })
}

export function isPersonal(asset: Asset, options: { readonly hasToken: boolean }): boolean {
  return asset.accessControl.length > 0 || options.hasToken
}
