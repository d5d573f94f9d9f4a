/** Operations that look at the pixels around. */
import type { OperationOf } from '../../../transformation/plan/operations.ts'
import { pasteInto } from '../kernels/paste.ts'
import { pixelateBlocks } from '../kernels/pixelate.ts'
import { unsharpMask } from '../kernels/unsharp.ts'
import { darkenCorners } from '../kernels/vignette.ts'
import { pipelineFrom, pixelsOf } from '../pixels.ts'
import { NOTHING, STAGE, type Step } from '../step.ts'

/** Least sigma that libvips takes; anything below is invisible. */
const LEAST_SIGMA = 0.3
const GREATEST_SIGMA = 1000

export function blur({ sigma, region }: OperationOf<'blur'>): Step {
  if (sigma < LEAST_SIGMA) return NOTHING
  const bounded = Math.min(sigma, GREATEST_SIGMA)
  if (region === undefined) {
    return {
      kind: 'pass',
      stage: STAGE.blur,
      apply: (pipeline) => pipeline.blur(bounded),
      onStrip: false,
      needsPlain: true,
    }
  }
  return {
    kind: 'kernel',
    run: async (pixels) => {
      const { left, top, width, height } = region
      if (width < 1 || height < 1) return pixels
      const part = await pixelsOf(pipelineFrom(pixels).extract({ left, top, width, height }).blur(bounded))
      return pasteInto(pixels, part, left, top)
    },
    onStrip: false,
  }
}

export function pixelate({ size, region }: OperationOf<'pixelate'>): Step {
  return { kind: 'kernel', run: (pixels) => pixelateBlocks(pixels, size, region), onStrip: false }
}

/** libvips sharpens lightness: the same gain on flat and on jagged areas, without its clipping of strong edges. */
export function sharpen({ sigma, amount }: OperationOf<'sharpen'>): Step {
  return {
    kind: 'pass',
    stage: STAGE.sharpen,
    apply: (pipeline) => pipeline.sharpen({ sigma, m1: amount, m2: amount, x1: 2, y2: 50, y3: 50 }),
    onStrip: false,
    needsPlain: true,
  }
}

export function unsharp({ sigma, amount }: OperationOf<'unsharp'>): Step {
  return { kind: 'kernel', run: (pixels) => unsharpMask(pixels, Math.max(LEAST_SIGMA, sigma), amount), onStrip: false }
}

export function vignette({ strength }: OperationOf<'vignette'>): Step {
  return { kind: 'kernel', run: (pixels) => darkenCorners(pixels, strength), onStrip: false }
}
