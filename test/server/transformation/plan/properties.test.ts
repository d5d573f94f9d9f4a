import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import type { Composite, Operation, OperationName } from '../../../../server/transformation/plan/operations.ts'
import type { ImagePlan, SourceFacts } from '../../../../server/transformation/plan/plan-types.ts'
import { fc } from '../../../support/properties.ts'
import { chain } from './chain-arbitrary.ts'
import { ATTRIBUTES, LIMITS, planFacts, planWith, sourceFacts } from './plan-fixtures.ts'

// What the renderer has a handler for, spelled out: a member that is added must be thought of here too.
const OPERATIONS: Readonly<Record<OperationName, true>> = {
  alpha_threshold: true,
  blur: true,
  composite: true,
  curve: true,
  extend: true,
  extract: true,
  flatten: true,
  flip: true,
  frame: true,
  frames: true,
  hsl: true,
  hsv: true,
  key_out: true,
  linear: true,
  opacity: true,
  pixelate: true,
  recombine: true,
  resize: true,
  rotate: true,
  round: true,
  shadow: true,
  sharpen: true,
  turn: true,
  unsharp: true,
  vignette: true,
}

const attributes = {
  ...ATTRIBUTES,
  faces: [{ left: 10, top: 20, width: 30, height: 40 }],
  customCoordinates: [{ left: 50, top: 0, width: 60, height: 20 }],
}

const source: fc.Arbitrary<SourceFacts> = fc
  .record({
    width: fc.integer({ min: 1, max: 6000 }),
    height: fc.integer({ min: 1, max: 6000 }),
    orientation: fc.integer({ min: 1, max: 8 }),
    hasAlpha: fc.boolean(),
    format: fc.constantFrom('jpg', 'png', 'gif', 'svg', 'pdf'),
  })
  .map((facts) => sourceFacts({ ...facts, pages: facts.format === 'gif' ? 4 : 1, animated: facts.format === 'gif' }))

describe('every plan', () => {
  it('has the size that its operations make, windows inside the picture, and sides within the limits', () => {
    let planned = 0
    fc.assert(
      fc.property(chain, source, (text, facts) => {
        const plan = planOrRefusal(text, facts)
        if (plan === null) return
        planned++
        const { source: selection, operations, width, height } = plan
        expect(fold(operations, selection, plan)).toEqual({ width, height })
        expect(width * height).toBeLessThanOrEqual(LIMITS.outputPixels)
        expect(Math.max(width, height)).toBeLessThanOrEqual(LIMITS.outputSide)
      }),
      { numRuns: 2000, seed: 42 },
    )
    expect(planned).toBeGreaterThan(1000)
  })

  it('is plain JSON and the same every time', () => {
    fc.assert(
      fc.property(chain, source, (text, facts) => {
        const plan = planOrRefusal(text, facts)
        const again = planOrRefusal(text, facts)

        expect(JSON.stringify(plan)).toBe(JSON.stringify(again))
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})

/** Null when the chain is refused, which must be by a `TransformationError`. */
function planOrRefusal(text: string, facts: SourceFacts): ImagePlan | null {
  const named = { small: 'c_fit,w_300,h_300/e_grayscale' }
  try {
    const outcome = planWith(text, planFacts(facts, { attributes, extension: 'png' }), { named })
    return outcome.kind === 'plan' && outcome.plan.media === 'image' ? outcome.plan : null
  } catch (error) {
    if (error instanceof TransformationError && error.status === 400) return null
    throw error
  }
}

interface Size {
  readonly width: number
  readonly height: number
}

/** The size after the operations, checking each on the way. Written apart from the planner's own rules. */
function fold(operations: readonly Operation[], start: Size, plan: ImagePlan): Size {
  let { width, height } = start
  for (const operation of operations) {
    expect(OPERATIONS[operation.op]).toBe(true)
    if (operation.op === 'resize' || operation.op === 'rotate') ({ width, height } = operation)
    if (operation.op === 'extract') {
      expectInside(operation, { width, height })
      ;({ width, height } = operation)
    }
    if ((operation.op === 'blur' || operation.op === 'pixelate') && operation.region !== undefined) {
      expectInside(operation.region, { width, height })
    }
    if (operation.op === 'extend') {
      const { left, top, right, bottom } = operation
      expect(Math.min(left, top, right, bottom)).toBeGreaterThanOrEqual(0)
      width += left + right
      height += top + bottom
    }
    if (operation.op === 'turn' && operation.quarters !== 2) [width, height] = [height, width]
    if (operation.op === 'composite') expectLayer(operation, plan)
    expect(Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0).toBe(true)
  }
  return { width, height }
}

function expectInside(box: { left: number; top: number; width: number; height: number }, size: Size): void {
  expect(box.left).toBeGreaterThanOrEqual(0)
  expect(box.top).toBeGreaterThanOrEqual(0)
  expect(box.width).toBeGreaterThan(0)
  expect(box.height).toBeGreaterThan(0)
  expect(box.left + box.width).toBeLessThanOrEqual(size.width)
  expect(box.top + box.height).toBeLessThanOrEqual(size.height)
}

const LAYERS: Readonly<Record<string, Size>> = {
  lime_50x50: { width: 50, height: 50 },
  red_200x100: { width: 200, height: 100 },
  square_100x100: { width: 100, height: 100 },
}

function expectLayer({ layer }: Composite, plan: ImagePlan): void {
  const input = plan.inputs[layer.input]
  if (input === undefined) throw new Error('a composite without its input')
  if (input.kind === 'text') return
  if (input.layer.kind !== 'asset') throw new Error('not an asset')
  const start = LAYERS[input.layer.publicId]
  if (start === undefined) throw new Error('another layer')
  expect(fold(layer.operations, start, plan)).toEqual({ width: layer.width, height: layer.height })
}
