/** Geometry that libvips does itself. */
import type { OperationOf } from '../../../transformation/plan/operations.ts'
import { type Pixels, pipelineFrom, pixelsOf } from '../pixels.ts'
import { NOTHING, type Shape, STAGE, type Step } from '../step.ts'

/** Lanczos3 both ways, premultiplied while it is resized. */
export function resize({ width, height }: OperationOf<'resize'>): Step {
  return { kind: 'resize', width, height }
}

export function extract({ left, top, width, height }: OperationOf<'extract'>): Step {
  return { kind: 'extract', left, top, width, height }
}

export function extend({ left, top, right, bottom, background }: OperationOf<'extend'>, shape: Shape): Step {
  if (left + top + right + bottom === 0) return NOTHING
  const { red, green, blue, alpha } = background
  return {
    kind: 'pass',
    stage: STAGE.extend,
    apply: (pipeline) =>
      pipeline.extend({ left, top, right, bottom, background: { r: red, g: green, b: blue, alpha } }),
    after: {
      width: shape.width + left + right,
      height: shape.height + top + bottom,
      opaque: shape.opaque && alpha === 1,
    },
    // See `Passes`: a strip of raw frames would be extended as one picture.
    onStrip: false,
    needsPlain: true,
  }
}

export function turn({ quarters }: OperationOf<'turn'>, shape: Shape): Step {
  const after = quarters === 2 ? {} : { width: shape.height, height: shape.width }
  return {
    kind: 'pass',
    stage: STAGE.turn,
    apply: (pipeline) => pipeline.rotate(quarters * 90),
    after,
    onStrip: false,
    needsPlain: false,
  }
}

export function flip({ axis }: OperationOf<'flip'>): Step {
  return {
    kind: 'pass',
    stage: STAGE.flip,
    apply: (pipeline) => (axis === 'horizontal' ? pipeline.flop() : pipeline.flip()),
    onStrip: axis === 'horizontal',
    needsPlain: false,
  }
}

/** libvips rounds the bounding box its own way: the planned size is cut or filled around the centre. */
export function rotate({ degrees, width, height, background }: OperationOf<'rotate'>, shape: Shape): Step {
  const { red, green, blue, alpha } = background
  const colour = { r: red, g: green, b: blue, alpha }
  return {
    kind: 'kernel',
    run: async (pixels) => {
      const turned = await pixelsOf(pipelineFrom(pixels).rotate(degrees, { background: colour }))
      return toSize(turned, width, height, colour)
    },
    after: { width, height, opaque: shape.opaque && alpha === 1 },
    onStrip: false,
  }
}

async function toSize(
  pixels: Pixels,
  width: number,
  height: number,
  background: { r: number; g: number; b: number; alpha: number },
): Promise<Pixels> {
  if (pixels.width === width && pixels.height === height) return pixels
  const left = Math.max(0, Math.floor((width - pixels.width) / 2))
  const top = Math.max(0, Math.floor((height - pixels.height) / 2))
  const grown = await pixelsOf(
    pipelineFrom(pixels).extend({
      left,
      top,
      right: Math.max(0, width - pixels.width - left),
      bottom: Math.max(0, height - pixels.height - top),
      background,
    }),
  )
  const cut = {
    left: Math.floor((grown.width - width) / 2),
    top: Math.floor((grown.height - height) / 2),
    width,
    height,
  }
  return pixelsOf(pipelineFrom(grown).extract(cut))
}
