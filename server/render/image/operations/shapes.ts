/** Outlines: rounding and frames. */
import type { OperationOf } from '../../../transformation/plan/operations.ts'
import { drawFrame } from '../kernels/frame.ts'
import { roundOff } from '../kernels/round.ts'
import { withAlpha } from '../pixels.ts'
import { NOTHING, type Shape, type Step } from '../step.ts'

export function round({ shape }: OperationOf<'round'>): Step {
  if (shape.kind === 'corners' && shape.radii.every((radius) => radius <= 0)) return NOTHING
  return {
    kind: 'kernel',
    run: (pixels) => roundOff(withAlpha(pixels), shape),
    after: { opaque: false },
    onStrip: false,
  }
}

export function frame({ width, colour, shape }: OperationOf<'frame'>, picture: Shape): Step {
  if (width <= 0) return NOTHING
  const opaque = picture.opaque && shape === null && colour.alpha === 1
  return {
    kind: 'kernel',
    run: (pixels) => drawFrame(opaque ? pixels : withAlpha(pixels), { width, colour, shape }),
    after: { opaque },
    onStrip: false,
  }
}
