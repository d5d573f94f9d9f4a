/** Addresses of what the large view shows. Nothing here signs: what needs a signature has only the picture it came with. */
import { derivedUrl, withExtension } from '../../kit/delivery/derived-url.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import { isAudio } from '../browse/thumbnail.ts'

/** What is shown of an asset. */
export type Shape = 'picture' | 'pages' | 'film' | 'sound' | 'file'

const FORMATS_WITH_PAGES: ReadonlySet<string> = new Set(['pdf', 'ai', 'eps', 'psd', 'tif', 'tiff'])

export function shapeOf(asset: LibraryAsset): Shape {
  if (asset.resource_type === 'raw') return 'file'
  if (asset.resource_type === 'video') return isAudio(asset) ? 'sound' : 'film'
  return FORMATS_WITH_PAGES.has(asset.format ?? '') ? 'pages' : 'picture'
}

/** As the page was loaded: a page over https may not show what comes without. */
export function addressOf({ url, secure_url }: LibraryAsset): string {
  return typeof location !== 'undefined' && location.protocol === 'https:' ? secure_url : url
}

/** A picture of one page, for what browsers do not show by themselves; pages count from 1. */
export function pagePicture(asset: LibraryAsset, page: number, width: number): string | undefined {
  const chain = `c_limit,pg_${page},w_${width}/q_auto`
  const url = derivedUrl(addressOf(asset), asset, chain)
  return url === undefined ? undefined : withExtension(url, asset.format, 'jpg')
}

/** More of a picture than a screen shows, for those who look closer. */
export function closePicture(asset: LibraryAsset, width: number): string | undefined {
  return derivedUrl(addressOf(asset), asset, `c_limit,w_${width}/f_auto,q_auto`)
}

/** The still picture that stands in the place of a film until it plays. */
export function posterOf(asset: LibraryAsset, width: number): string | undefined {
  const url = derivedUrl(addressOf(asset), asset, `c_limit,w_${width}`)
  return url === undefined ? undefined : withExtension(url, asset.format, 'jpg')
}
