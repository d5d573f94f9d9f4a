import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import type { Composite, Operation, OperationName } from '../../../../server/transformation/plan/operations.ts'
import type { ImagePlan, SourceFacts } from '../../../../server/transformation/plan/plan-types.ts'
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

const length = fc.oneof(
  fc.integer({ min: 1, max: 3000 }).map(String),
  fc.double({ min: 0.01, max: 3, noNaN: true }).map((value) => value.toFixed(3)),
  fc.constantFrom('iw', 'ih', 'w_div_2', 'iw_mul_0.3'),
)
const offset = fc.oneof(
  fc.integer({ min: -500, max: 500 }).map(String),
  fc.double({ min: -1, max: 1, noNaN: true }).map((value) => value.toFixed(3)),
)
const gravity = fc.constantFrom(
  ...[
    'north_west',
    'north',
    'east',
    'south_west',
    'center',
    'xy_center',
    'custom',
    'face',
    'faces',
    'auto',
    'face:center',
  ],
)
const mode = fc.constantFrom(
  ...['scale', 'fit', 'limit', 'mfit', 'fill', 'lfill', 'pad', 'lpad', 'mpad', 'crop', 'thumb', 'auto'],
)
const resize = fc
  .record({
    c: fc.option(mode, { nil: undefined }),
    w: fc.option(length, { nil: undefined }),
    h: fc.option(length, { nil: undefined }),
    ar: fc.option(fc.constantFrom('16:9', '1.0', '0.3', '3:1'), { nil: undefined }),
    g: fc.option(gravity, { nil: undefined }),
    x: fc.option(offset, { nil: undefined }),
    y: fc.option(offset, { nil: undefined }),
    z: fc.option(fc.constantFrom('0.5', '2', '1.0'), { nil: undefined }),
    a: fc.option(fc.constantFrom('90', 'hflip', '33', 'auto_right', '-45.180'), { nil: undefined }),
    r: fc.option(fc.constantFrom('max', '20', '5:10:20:0'), { nil: undefined }),
    bo: fc.option(fc.constant('3px_solid_red'), { nil: undefined }),
  })
  .map((values) =>
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}_${value}`)
      .join(','),
  )
const effect = fc.constantFrom(
  ...['e_sepia', 'e_blur:300', 'e_shadow:50,x_10,y_-20', 'e_pixelate_region:5,x_5,w_20', 'e_trim', 'o_40', 'b_blue'],
  ...['e_opacity_threshold', 'dpr_2.0', 'dpr_0.7', 'e_vignette', 'a_ignore', 'q_auto', 'f_webp', 'e_hue:$v', 't_small'],
)
const layer = fc
  .tuple(
    fc.constantFrom('l_lime_50x50', 'u_red_200x100', 'l_text:Arial_30:Hello', 'l_square_100x100'),
    fc.array(resize, { maxLength: 2 }),
    fc.constantFrom(
      'fl_layer_apply',
      'fl_layer_apply,g_south_east,x_7',
      'fl_layer_apply,fl_no_overflow,x_0.5',
      'fl_layer_apply,fl_tiled',
      'fl_layer_apply,fl_cutter',
      'e_screen,fl_layer_apply,g_face',
    ),
  )
  .map(([open, inner, close]) => [open, ...inner, close].filter((text) => text !== '').join('/'))
const conditional = resize
  .filter((text) => text !== '')
  .map((body) => `if_w_gt_100/${body}/if_else/c_scale,w_20/if_end`)
const chain = fc
  .array(fc.oneof({ weight: 4, arbitrary: resize }, { weight: 2, arbitrary: effect }, layer, conditional), {
    maxLength: 6,
  })
  .map((components) => ['$v_20', ...components.filter((text) => text !== '')].join('/'))
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
