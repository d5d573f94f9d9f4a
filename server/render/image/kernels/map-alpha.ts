/** A function of alpha alone, by table. */
import type { Pixels } from '../pixels.ts'

export function mapAlpha(pixels: Pixels, change: (alpha: number) => number): Pixels {
  const table = Uint8Array.from({ length: 256 }, (_, alpha) => change(alpha))
  const data = Buffer.from(pixels.data)
  for (let at = 3; at < data.length; at += 4) data[at] = table[data[at] as number] as number
  return { ...pixels, data }
}
