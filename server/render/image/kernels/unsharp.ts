/** Classic unsharp mask: each colour channel moves away from its blurred self by `amount`. */
import { type Pixels, pipelineFrom, pixelsOf } from '../pixels.ts'

export async function unsharpMask(pixels: Pixels, sigma: number, amount: number): Promise<Pixels> {
  const blurred = await pixelsOf(pipelineFrom(pixels).blur(sigma))
  const source = pixels.data
  const data = new Uint8ClampedArray(source)
  const { channels } = pixels
  for (let at = 0; at < data.length; at += channels) {
    for (let channel = at; channel < at + 3; channel++) {
      const value = source[channel] as number
      data[channel] = value + amount * (value - (blurred.data[channel] as number))
    }
  }
  return { ...pixels, data: Buffer.from(data.buffer) }
}
