/** Where each image lies in a sprite. */
import type { Asset } from './asset.ts'

export interface ImagePlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** By name, in order. */
export type ImagePlaces = Readonly<Record<string, ImagePlace>>

/** Kept with the asset of the sprite. */
export function withPlaces(places: ImagePlaces): Asset['analysis'] {
  return { image_infos: places }
}

export function placesOf({ analysis }: Pick<Asset, 'analysis'>): ImagePlaces {
  return (analysis.image_infos as ImagePlaces | undefined) ?? {}
}
