/**
 * Where each piece comes in pictures made of many.
 *
 *   sprite  one below the other, two pixels apart, at the left
 *   multi   one after the other, as frames or pages, in the middle of the largest
 */

import type { MediaLimits } from '../../domain/product-environment.ts'
import { LimitExceededError } from '../../errors/media-errors.ts'
import { UnsupportedParameterError } from '../../errors/request-errors.ts'
import type { Piece } from './pieces.ts'

export interface PlacedPiece {
  readonly piece: Piece
  readonly frame: number
  readonly left: number
  readonly top: number
}

export interface Arrangement {
  readonly placed: readonly PlacedPiece[]
  /** Of one frame. */
  readonly width: number
  readonly height: number
  readonly frames: number
}

export type ManyType = 'sprite' | 'multi'

const GAP = 2
/** What a picture of many can be, and what it is unless its chain says otherwise. */
const FORMATS: Readonly<Record<ManyType, { readonly own: string; readonly possible: readonly string[] }>> = {
  sprite: { own: 'png', possible: ['png', 'jpg', 'webp', 'gif', 'avif', 'tiff'] },
  multi: { own: 'gif', possible: ['gif', 'png', 'webp', 'pdf', 'mp4', 'webm'] },
}

export function ownFormat(type: ManyType): string {
  return FORMATS[type].own
}

/** @throws UnsupportedParameterError */
export function assertPossibleFormat(type: ManyType, format: string): void {
  const { possible } = FORMATS[type]
  if (possible.includes(format)) return
  throw new UnsupportedParameterError(
    `Invalid format in transformation: ${format} for ${type}, expected one of ${possible.join(', ')}`,
  )
}

export function arrange(type: ManyType, pieces: readonly Piece[]): Arrangement {
  const width = Math.max(...pieces.map(({ file }) => file.facts.width))
  if (type === 'sprite') return { ...stacked(pieces), width, frames: 1 }
  const height = Math.max(...pieces.map(({ file }) => file.facts.height))
  const placed = pieces.map((piece, frame) => ({
    piece,
    frame,
    left: Math.floor((width - piece.file.facts.width) / 2),
    top: Math.floor((height - piece.file.facts.height) / 2),
  }))
  return { placed, width, height, frames: pieces.length }
}

/** @throws LimitExceededError */
export function assertSize(
  { width, height, frames }: Pick<Arrangement, 'width' | 'height' | 'frames'>,
  { outputPixels, outputSide, totalPixels }: MediaLimits,
): void {
  if (Math.max(width, height) > outputSide) {
    throw new LimitExceededError(
      `The picture would have ${width} x ${height} pixels; the limit is ${outputSide} a side`,
    )
  }
  const most = frames > 1 ? totalPixels : Math.min(outputPixels, totalPixels)
  const pixels = width * height * frames
  if (width * height > outputPixels || pixels > most) {
    throw new LimitExceededError(`The picture would have ${pixels} pixels; the limit is ${most}`)
  }
}

function stacked(pieces: readonly Piece[]): Pick<Arrangement, 'placed' | 'height'> {
  const placed: PlacedPiece[] = []
  let height = 0
  for (const piece of pieces) {
    const top = height === 0 ? 0 : height + GAP
    placed.push({ piece, frame: 0, left: 0, top })
    height = top + piece.file.facts.height
  }
  return { placed, height }
}
