/** Colour work on sRGB values; alpha is left alone. */
import type { OperationOf } from '../../../transformation/plan/operations.ts'
import { applyCurves } from '../kernels/curve.ts'
import { turnHue } from '../kernels/hsl.ts'
import { scaleValue } from '../kernels/hsv.ts'
import { recombineWithAlpha } from '../kernels/recombine.ts'
import { type Shape, STAGE, type Step } from '../step.ts'

export function linear({ multiply, add }: OperationOf<'linear'>): Step {
  return {
    kind: 'pass',
    stage: STAGE.linear,
    apply: (pipeline) => pipeline.linear([...multiply], [...add]),
    onStrip: true,
    needsPlain: true,
  }
}

/** Three rows join the pipeline; a fourth one mixes alpha in, which must not happen on premultiplied values. */
export function recombine({ matrix }: OperationOf<'recombine'>, shape: Shape): Step {
  if (matrix.length === 4) {
    return {
      kind: 'kernel',
      run: (pixels) => recombineWithAlpha(pixels, matrix),
      after: { opaque: shape.opaque && matrix[3].every((value, index) => value === (index === 3 ? 1 : 0)) },
      onStrip: true,
    }
  }
  const [first, second, third] = matrix
  return {
    kind: 'pass',
    stage: STAGE.recombine,
    apply: (pipeline) => pipeline.recomb([[...first], [...second], [...third]]),
    onStrip: true,
    needsPlain: true,
  }
}

export function curve({ red, green, blue }: OperationOf<'curve'>): Step {
  return { kind: 'kernel', run: (pixels) => applyCurves(pixels, red, green, blue), onStrip: true }
}

export function hsl({ hueDegrees, saturation, vibrance }: OperationOf<'hsl'>): Step {
  return { kind: 'kernel', run: (pixels) => turnHue(pixels, { hueDegrees, saturation, vibrance }), onStrip: true }
}

export function hsv({ value }: OperationOf<'hsv'>): Step {
  return { kind: 'kernel', run: (pixels) => scaleValue(pixels, value), onStrip: true }
}
