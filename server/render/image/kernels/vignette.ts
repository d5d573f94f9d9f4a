/**
 * Darkens towards the corners: colour times 1 - strength x smoothstep(r), r being 0 within 30 % of the way from the
 * centre to a corner and 1 at the corner.
 */
import type { Pixels } from '../pixels.ts'

const UNTOUCHED = 0.3

export function darkenCorners(pixels: Pixels, strength: number): Pixels {
  const { width, height, channels, data: source } = pixels
  const data = new Uint8ClampedArray(source)
  const [centreX, centreY] = [width / 2, height / 2]
  const reach = Math.hypot(centreX, centreY)
  for (let y = 0; y < height; y++) {
    const dy = y + 0.5 - centreY
    for (let x = 0; x < width; x++) {
      const dx = x + 0.5 - centreX
      const way = (Math.sqrt(dx * dx + dy * dy) / reach - UNTOUCHED) / (1 - UNTOUCHED)
      if (way <= 0) continue
      const gain = 1 - strength * way * way * (3 - 2 * way)
      const at = (y * width + x) * channels
      data[at] = (source[at] as number) * gain
      data[at + 1] = (source[at + 1] as number) * gain
      data[at + 2] = (source[at + 2] as number) * gain
    }
  }
  return { ...pixels, data: Buffer.from(data.buffer) }
}
