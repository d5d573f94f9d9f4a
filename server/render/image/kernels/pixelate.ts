/** Mosaic: squares of `size` pixels, aligned to the top left of the region, filled with their mean (alpha-weighted). */
import type { Box } from '../../../transformation/plan/operations.ts'
import type { Pixels } from '../pixels.ts'

export function pixelateBlocks(pixels: Pixels, size: number, region?: Box): Pixels {
  const side = Math.max(1, Math.round(size))
  const { left, top, width, height } = region ?? { left: 0, top: 0, width: pixels.width, height: pixels.height }
  const data = Buffer.from(pixels.data)
  for (let y = top; y < top + height; y += side) {
    for (let x = left; x < left + width; x += side) {
      fillWithMean(pixels, data, x, y, Math.min(side, left + width - x), Math.min(side, top + height - y))
    }
  }
  return { ...pixels, data }
}

function fillWithMean(pixels: Pixels, into: Buffer, x: number, y: number, width: number, height: number): void {
  const { channels, data, width: stride } = pixels
  let [red, green, blue, alpha] = [0, 0, 0, 0]
  for (let row = y; row < y + height; row++) {
    for (let at = (row * stride + x) * channels, end = at + width * channels; at < end; at += channels) {
      const weight = channels === 4 ? (data[at + 3] as number) : 255
      red += (data[at] as number) * weight
      green += (data[at + 1] as number) * weight
      blue += (data[at + 2] as number) * weight
      alpha += weight
    }
  }
  const weight = alpha === 0 ? 1 : alpha
  const mean = [red / weight, green / weight, blue / weight, alpha / (width * height)].map(Math.round)
  for (let row = y; row < y + height; row++) {
    for (let at = (row * stride + x) * channels, end = at + width * channels; at < end; at += channels) {
      for (let channel = 0; channel < channels; channel++) into[at + channel] = mean[channel] as number
    }
  }
}
