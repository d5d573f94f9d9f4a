/**
 * How much a picture looks drawn rather than photographed, 0 to 1: the share of its pixels that equal both their right
 * and their lower neighbour. Sensors and lenses leave noise and gradients everywhere; drawings have plain areas. Pure
 * black and white say nothing (paper, burnt-out skies, product backgrounds).
 */
import type { Pixels } from '../render/image/pixels.ts'

/** Shares at which it is certainly a photograph, and certainly drawn. */
const PHOTOGRAPHED = 0.4
const DRAWN = 0.8
/** Levels of one channel that count as equal: lossy coding makes plain areas a little uneven. */
const TOLERANCE = 1
const BLACK = 4
const WHITE = 251

/** Of a picture without alpha, at its own resolution. */
export function illustrationScore({ data, width, height, channels }: Pixels): number {
  let counted = 0
  let plain = 0
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const at = (y * width + x) * channels
      const [red, green, blue] = [data[at] as number, data[at + 1] as number, data[at + 2] as number]
      const [least, greatest] = [Math.min(red, green, blue), Math.max(red, green, blue)]
      if (greatest <= BLACK || least >= WHITE) continue
      counted += 1
      if (isAlike(data, at, at + channels) && isAlike(data, at, at + width * channels)) plain += 1
    }
  }
  // Nothing but black and white: line art.
  const share = counted === 0 ? 1 : plain / counted
  return Math.min(1, Math.max(0, (share - PHOTOGRAPHED) / (DRAWN - PHOTOGRAPHED)))
}

function isAlike(data: Buffer, a: number, b: number): boolean {
  return (
    Math.abs((data[a] as number) - (data[b] as number)) <= TOLERANCE &&
    Math.abs((data[a + 1] as number) - (data[b + 1] as number)) <= TOLERANCE &&
    Math.abs((data[a + 2] as number) - (data[b + 2] as number)) <= TOLERANCE
  )
}
