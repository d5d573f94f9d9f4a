/** Sprites and animations made of many images: what the API answers, and the files that describe a sprite. */
import type { ManyJson, SpriteJson } from '../contract/pictures-of-many.ts'
import type { Asset } from '../domain/asset.ts'
import type { ImagePlaces } from '../domain/image-places.ts'
import { buildDeliveryUrls, encodeSource } from '../transformation/build-url.ts'
import type { PresentContext } from './asset.ts'

export interface PresentedMany {
  readonly asset: Asset
  /** As in delivery URLs. */
  readonly transformation: string
  readonly tag: string
  readonly places: ImagePlaces
}

export function presentMany(made: PresentedMany, context: PresentContext): SpriteJson | ManyJson {
  return made.asset.type === 'sprite' ? presentSprite(made, context) : presentMulti(made, context)
}

export function presentSprite(made: PresentedMany, context: PresentContext): SpriteJson {
  const { asset, places } = made
  const css = address(made, 'css', context)
  const image = address(made, asset.format, context)
  const json = address(made, 'json', context)
  return {
    css_url: css.url,
    image_url: image.url,
    json_url: json.url,
    secure_css_url: css.secureUrl,
    secure_image_url: image.secureUrl,
    secure_json_url: json.secureUrl,
    version: asset.version,
    public_id: asset.publicId,
    asset_id: asset.id,
    image_infos: { ...places },
  }
}

export function presentMulti(made: PresentedMany, context: PresentContext): ManyJson {
  const { asset } = made
  const { url, secureUrl } = address(made, asset.format, context)
  return { url, secure_url: secureUrl, asset_id: asset.id, public_id: asset.publicId, version: asset.version }
}

function address(
  { asset: { type, version }, transformation, tag }: PresentedMany,
  extension: string | null,
  { environment, address: base }: PresentContext,
) {
  const source = { kind: 'asset', publicId: tag, extension } as const
  const parts = { cloud: environment.cloudName, resourceType: 'image', type, transformation, version, source } as const
  return buildDeliveryUrls(parts, base)
}

/**
 * One class for each image of a sprite. Names are anybody's: they are escaped as the CSS Object Model serialises
 * identifiers, and the address of the image is percent-encoded, which leaves nothing that could end its quotes.
 *
 * @param image name of the file beside the style sheet
 */
export function spriteCss(places: ImagePlaces, image: string, prefix = ''): string {
  const url = besides(image)
  return Object.entries(places)
    .map(
      ([name, { x, y, width, height }]) =>
        `.${cssIdentifier(prefix + name)} {\n` +
        `  width: ${width}px;\n  height: ${height}px;\n` +
        `  background: url("${url}") no-repeat ${-x || 0}px ${-y || 0}px;\n}\n`,
    )
    .join('')
}

export function spriteJson(places: ImagePlaces, image: string): string {
  return JSON.stringify({ image: besides(image), image_infos: places })
}

/** `./`, because a name may hold a colon, before which a scheme would be read. */
function besides(image: string): string {
  return `./${encodeSource(image)}`
}

function cssIdentifier(text: string): string {
  return [...text.toWellFormed()]
    .map((character, index) => {
      if (character === '\0') return '\uFFFD'
      const startsWithDigit = /^\d$/.test(character) && (index === 0 || (index === 1 && text.startsWith('-')))
      if (startsWithDigit || /^\p{Cc}$/u.test(character)) return `\\${character.charCodeAt(0).toString(16)} `
      if (index === 0 && text === '-') return '\\-'
      return /^[\w-]$/.test(character) || character > '\x7f' ? character : `\\${character}`
    })
    .join('')
}
