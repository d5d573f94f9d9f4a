/**
 * One handler for each operation that exists: a mapped type over the closed union, so that a new operation does not
 * compile until the image engine handles it.
 */
import type { Operation, OperationName, OperationOf } from '../../../transformation/plan/operations.ts'
import type { Shape, Step, StepContext } from '../step.ts'
import { alphaThreshold, flatten, keyOut, opacity } from './alpha.ts'
import { composite, shadow } from './composition.ts'
import { extend, extract, flip, resize, rotate, turn } from './geometry.ts'
import { blur, pixelate, sharpen, unsharp, vignette } from './neighbourhood.ts'
import { frame, round } from './shapes.ts'
import { curve, hsl, hsv, linear, recombine } from './tone.ts'

export type Handler<N extends OperationName> = (
  operation: OperationOf<N>,
  shape: Shape,
  context: StepContext,
) => Step | Promise<Step>

/** Operations on the sequence of frames are not steps of one picture; `animation.ts` carries them out. */
type PictureOperationName = Exclude<OperationName, 'frames'>

const HANDLERS: { readonly [N in PictureOperationName]: Handler<N> } = {
  resize,
  extract,
  extend,
  turn,
  rotate,
  flip,
  linear,
  recombine,
  curve,
  hsl,
  hsv,
  blur,
  pixelate,
  sharpen,
  unsharp,
  vignette,
  opacity,
  alpha_threshold: alphaThreshold,
  key_out: keyOut,
  flatten,
  round,
  frame,
  shadow,
  composite,
}

export function stepFor(
  operation: Exclude<Operation, { op: 'frames' }>,
  shape: Shape,
  context: StepContext,
): Step | Promise<Step> {
  const handler = HANDLERS[operation.op] as Handler<typeof operation.op>
  return handler(operation as never, shape, context)
}
