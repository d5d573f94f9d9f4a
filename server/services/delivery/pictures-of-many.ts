/**
 * Sprites and animations made of many images: delivered as they were made, under the chain that they were made by. A
 * sprite also has a style sheet and a list of its images.
 */
import type { Asset } from '../../domain/asset.ts'
import { placesOf } from '../../domain/image-places.ts'
import { TransformationError } from '../../errors/transformation-error.ts'
import { spriteCss, spriteJson } from '../../present/picture-of-many.ts'
import { formatNamed } from '../../transformation/grammar/formats.ts'
import type { DeliverySource } from '../../transformation/grammar/url-source.ts'

const SHEETS: readonly string[] = ['css', 'json']

export function isPictureOfMany(type: Asset['type']): boolean {
  return type === 'sprite' || type === 'multi'
}

/** @param extension lower case. @throws TransformationError */
export function assertMadeAs({ type, format, publicId }: Asset, extension: string | null): void {
  if (extension === null || formatNamed(extension) === format) return
  if (type === 'sprite' && SHEETS.includes(extension)) return
  throw new TransformationError({
    fault: 'invalid_extension',
    message: `Resource not found - ${publicId}.${extension}: it was made as ${format}`,
    received: extension,
    expected: type === 'sprite' ? `${format}, css or json` : String(format),
    status: 404,
  })
}

/** What the URL asks for, unless it is the picture itself. */
export function sheetOf(asset: Asset, source: DeliverySource) {
  const extension = source.kind === 'asset' ? (source.extension?.toLowerCase() ?? '') : ''
  if (source.kind !== 'asset' || asset.type !== 'sprite' || !SHEETS.includes(extension)) return null
  // The picture lies beside the sheet, so that the address holds behind any host.
  const image = `${source.publicId.slice(source.publicId.lastIndexOf('/') + 1)}.${asset.format}`
  const places = placesOf(asset)
  return extension === 'css'
    ? { contentType: 'text/css; charset=utf-8', body: spriteCss(places, image) }
    : { contentType: 'application/json; charset=utf-8', body: spriteJson(places, image) }
}
