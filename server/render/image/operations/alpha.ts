/** Operations on transparency. */
import type { OperationOf } from '../../../transformation/plan/operations.ts'
import { keyOutColour } from '../kernels/key-out.ts'
import { mapAlpha } from '../kernels/map-alpha.ts'
import { pipelineFrom, pixelsOf, withAlpha } from '../pixels.ts'
import { NOTHING, type Shape, type Step } from '../step.ts'

export function opacity({ factor }: OperationOf<'opacity'>): Step {
  if (factor >= 1) return NOTHING
  return {
    kind: 'kernel',
    run: (pixels) => mapAlpha(withAlpha(pixels), (alpha) => Math.round(alpha * factor)),
    after: { opaque: false },
    onStrip: true,
  }
}

export function alphaThreshold({ threshold }: OperationOf<'alpha_threshold'>, shape: Shape): Step {
  if (shape.opaque) return NOTHING
  return {
    kind: 'kernel',
    run: (pixels) => mapAlpha(withAlpha(pixels), (alpha) => (alpha >= threshold ? 255 : 0)),
    onStrip: true,
  }
}

export function keyOut({ colour, tolerance }: OperationOf<'key_out'>): Step {
  return {
    kind: 'kernel',
    run: (pixels) => keyOutColour(withAlpha(pixels), colour, tolerance),
    after: { opaque: false },
    onStrip: false,
  }
}

/** A background that is itself see-through leaves the picture so: alpha of both together. */
export function flatten({ background }: OperationOf<'flatten'>, shape: Shape): Step {
  if (shape.opaque || background.alpha === 0) return NOTHING
  const { red, green, blue, alpha } = background
  return {
    kind: 'kernel',
    run: (pixels) => {
      const pipeline = pipelineFrom(pixels)
      if (alpha === 1) return pixelsOf(pipeline.flatten({ background: { r: red, g: green, b: blue } }), pixels.frames)
      const size = { width: pixels.width, height: pixels.height * pixels.frames }
      const sheet = { create: { ...size, channels: 4 as const, background: { r: red, g: green, b: blue, alpha } } }
      return pixelsOf(pipeline.composite([{ input: sheet, blend: 'dest-over', left: 0, top: 0 }]), pixels.frames)
    },
    after: { opaque: alpha === 1 },
    onStrip: true,
  }
}
