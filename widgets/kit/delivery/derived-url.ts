/**
 * The address of an asset with a transformation put into it: `…/image/upload/v1/a.jpg` and `q_auto` give
 * `…/image/upload/q_auto/v1/a.jpg`. Host, prefix, version and extension stay as the server gave them.
 */
import { encodeChain } from '@tintype/server/transformation'

export interface DeliveredAsset {
  readonly resource_type: string
  readonly type: string
}

/** Undefined for what cannot be transformed from a page: raw files, and addresses that carry a signature. */
export function derivedUrl(url: string, { resource_type, type }: DeliveredAsset, chain: string): string | undefined {
  const place = `/${resource_type}/${type}/`
  const at = url.indexOf(place)
  if (resource_type === 'raw' || at < 0) return undefined
  const rest = url.slice(at + place.length)
  if (/^s--[\w-]+--\//.test(rest)) return undefined
  return chain === '' ? url : `${url.slice(0, at + place.length)}${encodeChain(chain)}/${rest}`
}

/** The same file in another format: the still picture of a film, the first page of a document. */
export function withExtension(url: string, format: string | undefined, extension: string): string {
  const own = format === undefined ? '' : `.${format}`
  return `${own !== '' && url.endsWith(own) ? url.slice(0, -own.length) : url}.${extension}`
}
