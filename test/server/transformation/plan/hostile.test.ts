import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import { fc } from '../../../support/properties.ts'
import { LIMITS, planFacts, planWith, sourceFacts } from './plan-fixtures.ts'

const number = fc.constantFrom(
  ...[
    '0',
    '1',
    '-1',
    '0.0',
    '0.0001',
    '-0.5',
    '1.0',
    '9.99',
    '10.1',
    '65500',
    '65501',
    '99999999',
    '-99999999',
    '999999999',
  ],
  ...['0.00000001', '1e9', 'NaN', 'iw', 'iw_mul_1000', 'iw_pow_9', '1_div_0', 'h_sub_h', '-iw', 'Infinity', ''],
)
const key = fc.constantFrom(
  ...['w', 'h', 'x', 'y', 'z', 'ar', 'r', 'o', 'a', 'dpr', 'dn', 'pg', 'dl', 'fps', 'vs', 'q'],
  ...[
    'e_shadow,x',
    'e_blur',
    'e_pixelate',
    'e_blur_region,w',
    'e_shadow',
    'e_loop',
    'e_fade',
    'e_accelerate',
    'e_trim',
    'e_anti_removal',
  ],
)
const part = fc
  .tuple(key, number)
  .map(([name, value]) => (name.startsWith('e_') && !name.includes(',') ? `${name}:${value}` : `${name}_${value}`))
const fixed = fc.constantFrom(
  ...[
    'c_fill',
    'c_crop',
    'c_thumb,g_center',
    'c_pad',
    'c_scale',
    'c_mpad',
    'c_lfill',
    'c_crop,g_face',
    'c_thumb,g_face',
    'c_auto,g_auto',
  ],
  ...[
    'bo_9999px_solid_red',
    'bo_999999999px_solid_red',
    'fl_ignore_aspect_ratio',
    'fl_relative',
    'f_webp',
    'f_ico',
    'g_xy_center',
    'g_auto:aoi_9999_0_1_1',
  ],
)
const component = fc.array(fc.oneof(part, fixed), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(','))
const layered = component.map((inner) => `l_lime_50x50/${inner}/fl_layer_apply,x_99999999`)
const texted = number.map((size) => `l_text:Arial_${size}:Hello/fl_layer_apply`)
const chain = fc
  .array(fc.oneof({ weight: 6, arbitrary: component }, layered, texted), { minLength: 1, maxLength: 4 })
  .map((components) => components.join('/'))
const source = fc.constantFrom(
  sourceFacts(),
  sourceFacts({ width: 1, height: 1 }),
  sourceFacts({ width: 65_000, height: 1 }),
  sourceFacts({ width: 9000, height: 9000, format: 'jpg' }),
  sourceFacts({ format: 'gif', pages: 40, animated: true }),
  sourceFacts({ format: 'svg', width: 100_000, height: 100_000 }),
  sourceFacts({ format: 'pdf', pages: 3 }),
)

describe('a hostile chain', () => {
  it('is planned within the limits or refused with a reason, at once', () => {
    let planned = 0
    fc.assert(
      fc.property(chain, source, fc.constantFrom('png', 'gif', 'jpg', 'pdf'), (text, facts, extension) => {
        const attributes = { ...planFacts(facts).attributes, faces: [{ left: 0, top: 0, width: 1, height: 1 }] }
        try {
          const outcome = planWith(text, planFacts(facts, { extension, attributes }))
          if (outcome.kind !== 'plan' || outcome.plan.media !== 'image') return
          const { plan } = outcome
          planned++
          expect(Number.isSafeInteger(plan.width) && plan.width > 0).toBe(true)
          expect(Number.isSafeInteger(plan.height) && plan.height > 0).toBe(true)
          expect(plan.width * plan.height).toBeLessThanOrEqual(LIMITS.outputPixels)
          expect(
            numbersOf(plan).filter((number) => !Number.isFinite(number)),
            text,
          ).toEqual([])
        } catch (error) {
          expect(error, text).toBeInstanceOf(TransformationError)
        }
      }),
      { numRuns: 6000, seed: 1 },
    )
    expect(planned).toBeGreaterThan(300)
  })
})

function numbersOf(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : []
}
