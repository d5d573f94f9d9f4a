/** Laying pictures over one another. */
import type { Blend, OverlayOptions } from 'sharp'
import type { Composite, OperationOf } from '../../../transformation/plan/operations.ts'
import { type Pixels, pipelineFrom, pixelsOf, withAlpha } from '../pixels.ts'
import { NOTHING, type Shape, type Step, type StepContext } from '../step.ts'

interface Placed {
  readonly pixels: Pixels
  readonly left: number
  readonly top: number
}

/** Plain blending joins the current pipeline; a blend under the picture changes places with it and needs pixels. */
export async function composite(
  operation: OperationOf<'composite'>,
  shape: Shape,
  context: StepContext,
): Promise<Step> {
  const placed = await place(operation, shape, context)
  const { mode, blend } = operation
  if (placed === null) return mode === 'cutter' ? emptied() : NOTHING
  if (mode === 'under' && blend !== 'over') return exchanged(placed, shape, blend)
  const blending: Blend =
    mode === 'cutter' ? 'dest-in' : mode === 'cut_out' ? 'dest-out' : mode === 'under' ? 'dest-over' : blend
  // Something opaque over or under the whole makes the whole opaque; a cut never does.
  const opaque = mode === 'over' || mode === 'under' ? shape.opaque : false
  return { kind: 'overlay', overlay: overlayOf(placed, blending), after: { opaque } }
}

/** The layer's pixels as they will lie on the picture, cut to its bounds; null when nothing is left of them. */
async function place(
  { layer, left, top, tiled }: Composite,
  { width, height }: Shape,
  context: StepContext,
): Promise<Placed | null> {
  const pixels = withAlpha(await context.layer(layer))
  if (tiled) return { pixels: await tile(pixels, width, height), left: 0, top: 0 }
  const [fromX, fromY] = [Math.max(0, -left), Math.max(0, -top)]
  const visibleWidth = Math.min(pixels.width, width - left) - fromX
  const visibleHeight = Math.min(pixels.height, height - top) - fromY
  if (visibleWidth <= 0 || visibleHeight <= 0) return null
  const whole = visibleWidth === pixels.width && visibleHeight === pixels.height
  const cut = { left: fromX, top: fromY, width: visibleWidth, height: visibleHeight }
  return {
    pixels: whole ? pixels : await pixelsOf(pipelineFrom(pixels).extract(cut)),
    left: left + fromX,
    top: top + fromY,
  }
}

async function tile(pixels: Pixels, width: number, height: number): Promise<Pixels> {
  const rowBytes = width * 4
  const data = Buffer.allocUnsafe(rowBytes * height)
  for (let y = 0; y < Math.min(height, pixels.height); y++) {
    const from = y * pixels.width * 4
    for (let x = 0; x < width; x += pixels.width) {
      const bytes = Math.min(pixels.width, width - x) * 4
      pixels.data.copy(data, y * rowBytes + x * 4, from, from + bytes)
    }
  }
  for (let y = pixels.height; y < height; y++) {
    const from = (y % pixels.height) * rowBytes
    data.copyWithin(y * rowBytes, from, from + rowBytes)
  }
  return { data, width, height, frames: 1, channels: 4 }
}

function overlayOf({ pixels, left, top }: Placed, blend: Blend): OverlayOptions {
  const { data, width, height, channels } = pixels
  return { input: data, raw: { width, height, channels }, left, top, blend, limitInputPixels: false }
}

function emptied(): Step {
  return {
    kind: 'kernel',
    run: (pixels) => ({ ...pixels, channels: 4, data: Buffer.alloc(pixels.width * pixels.height * pixels.frames * 4) }),
    after: { opaque: false },
    onStrip: true,
  }
}

function exchanged(placed: Placed, { width, height, opaque }: Shape, blend: Blend): Step {
  return {
    kind: 'kernel',
    run: async (pixels) => {
      const empty = pipelineFrom({
        data: Buffer.alloc(width * height * 4),
        width,
        height,
        frames: 1,
        channels: 4,
      })
      const below = await pixelsOf(empty.composite([overlayOf(placed, 'over')]))
      return pixelsOf(pipelineFrom(below).composite([overlayOf({ pixels: withAlpha(pixels), left: 0, top: 0 }, blend)]))
    },
    after: { opaque },
    onStrip: false,
  }
}

/** A blurred copy of the alpha in one colour, moved, laid under the picture. */
export function shadow(operation: OperationOf<'shadow'>, shape: Shape): Step {
  return {
    kind: 'kernel',
    run: async (pixels) => {
      const picture = withAlpha(pixels)
      const cast = await shadowOf(picture, operation)
      return pixelsOf(pipelineFrom(picture).composite([overlayOf({ pixels: cast, left: 0, top: 0 }, 'dest-over')]))
    },
    after: { opaque: shape.opaque },
    onStrip: false,
  }
}

async function shadowOf(
  { data: source, width, height }: Pixels,
  { x, y, sigma, opacity, colour }: OperationOf<'shadow'>,
): Promise<Pixels> {
  const [dx, dy] = [Math.round(x), Math.round(y)]
  const strength = opacity * colour.alpha
  const data = Buffer.alloc(width * height * 4)
  for (let row = 0; row < height; row++) {
    const fromRow = row - dy
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * 4
      data[at] = colour.red
      data[at + 1] = colour.green
      data[at + 2] = colour.blue
      const from = column - dx
      if (fromRow < 0 || fromRow >= height || from < 0 || from >= width) continue
      data[at + 3] = Math.round((source[(fromRow * width + from) * 4 + 3] as number) * strength)
    }
  }
  const sharpShadow: Pixels = { data, width, height, frames: 1, channels: 4 }
  return sigma < 0.3 ? sharpShadow : pixelsOf(pipelineFrom(sharpShadow).blur(Math.min(1000, sigma)))
}
