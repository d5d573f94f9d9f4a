/** Rounded corners or an ellipse: alpha times the share of the pixel inside. Only pixels near the outline are touched. */
import type { RoundShape } from '../../../transformation/plan/operations.ts'
import type { Pixels } from '../pixels.ts'
import { outlineOf } from './outline.ts'

/** `pixels` has alpha. */
export function roundOff(pixels: Pixels, shape: RoundShape): Pixels {
  const { width, height } = pixels
  const data = Buffer.from(pixels.data)
  const outline = outlineOf(shape, width, height)
  for (let y = 0; y < height; y++) {
    const [from, to] = outline.solid(y)
    for (let x = 0; x < width; x++) {
      if (x === from && to > from) x = to
      if (x >= width) break
      const at = (y * width + x) * 4 + 3
      data[at] = Math.round((data[at] as number) * outline.coverage(x, y))
    }
  }
  return { ...pixels, data }
}
