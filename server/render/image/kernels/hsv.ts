/** Value in HSV multiplied; hue and saturation stay, so that the brightest channel ends at 255 and no colour shifts. */
import type { Pixels } from '../pixels.ts'

export function scaleValue(pixels: Pixels, factor: number): Pixels {
  const { channels, data: source } = pixels
  const data = new Uint8ClampedArray(source)
  for (let at = 0; at < data.length; at += channels) {
    const r = source[at] as number
    const g = source[at + 1] as number
    const b = source[at + 2] as number
    const max = Math.max(r, g, b)
    if (max === 0) continue
    const gain = Math.min(factor, 255 / max)
    data[at] = r * gain
    data[at + 1] = g * gain
    data[at + 2] = b * gain
  }
  return { ...pixels, data: Buffer.from(data.buffer) }
}
