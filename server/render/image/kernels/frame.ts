/**
 * A frame inside the picture's edges: the band between the outline and the same outline moved inwards by the width.
 * The band is laid over the picture; what is outside of the outline becomes transparent.
 */
import type { Rgba } from '../../../transformation/ast.ts'
import type { RoundShape } from '../../../transformation/plan/operations.ts'
import type { Pixels } from '../pixels.ts'
import { outlineOf } from './outline.ts'

export interface FrameOptions {
  readonly width: number
  readonly colour: Rgba
  readonly shape: RoundShape | null
}

/** `pixels` has alpha unless everything stays opaque. */
export function drawFrame(pixels: Pixels, { width: thickness, colour, shape }: FrameOptions): Pixels {
  const { width, height, channels } = pixels
  const data = Buffer.from(pixels.data)
  const outer = outlineOf(shape, width, height)
  const inner = outlineOf(shape, width, height, thickness)
  for (let y = 0; y < height; y++) {
    const [from, to] = inner.solid(y)
    for (let x = 0; x < width; x++) {
      if (x === from && to > from) x = to
      if (x >= width) break
      const within = inner.coverage(x, y)
      if (within === 1) continue
      paint(data, (y * width + x) * channels, channels, colour, 1 - within, outer.coverage(x, y))
    }
  }
  return { ...pixels, data }
}

/** Source-over of the frame's colour at `share`, everything then kept to `visible`. */
function paint(data: Buffer, at: number, channels: number, colour: Rgba, share: number, visible: number): void {
  const top = share * colour.alpha
  const below = channels === 4 ? (data[at + 3] as number) / 255 : 1
  const alpha = top + below * (1 - top)
  const mix = (value: number, paintValue: number) =>
    alpha === 0 ? 0 : Math.round((paintValue * top + value * below * (1 - top)) / alpha)
  data[at] = mix(data[at] as number, colour.red)
  data[at + 1] = mix(data[at + 1] as number, colour.green)
  data[at + 2] = mix(data[at + 2] as number, colour.blue)
  if (channels === 4) data[at + 3] = Math.round(alpha * visible * 255)
}
