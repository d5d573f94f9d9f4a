/** One table of 256 values for each colour channel. Cost: three look-ups a pixel. */
import type { Pixels } from '../pixels.ts'

export function applyCurves(
  pixels: Pixels,
  red: readonly number[],
  green: readonly number[],
  blue: readonly number[],
): Pixels {
  const [r, g, b] = [table(red), table(green), table(blue)]
  const { channels } = pixels
  const source = pixels.data
  const data = Buffer.from(source)
  for (let at = 0; at < data.length; at += channels) {
    data[at] = r[source[at] as number] as number
    data[at + 1] = g[source[at + 1] as number] as number
    data[at + 2] = b[source[at + 2] as number] as number
  }
  return { ...pixels, data }
}

function table(values: readonly number[]): Uint8Array {
  if (values.length !== 256) throw new Error(`A curve has 256 values, got ${values.length}`)
  return Uint8Array.from(values, (value) => Math.min(255, Math.max(0, Math.round(value))))
}
