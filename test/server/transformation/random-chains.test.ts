/**
 * Random chains through a whole delivery: whatever the chain, the answer is a picture or an error that names what was
 * wrong, never a failure of the server. 1 500 of them with `TINTYPE_LONG=1`, where a third is refused.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDeliveryPath } from '../../../server/transformation/build-url.ts'
import { crops } from '../../../server/transformation/crops/index.ts'
import { effects } from '../../../server/transformation/effects/index.ts'
import { type DeliveryStack, startDelivery } from '../../support/delivery-stack.ts'
import { photo } from '../../support/fixture-files.ts'
import { fc } from '../../support/properties.ts'

const RUNS = process.env.TINTYPE_LONG === '1' ? 1500 : 60

const NUMBER = fc.oneof(
  fc.integer({ min: 1, max: 120 }).map(String),
  fc.constantFrom('0.3', '1.0', '1.7', '2.5', '$v', 'iw_div_3', 'w_mul_0.9', 'h_add_10'),
)
const GRAVITY = fc.constantFrom('north', 'south_east', 'auto', 'face', 'faces:auto', 'xy_center', 'auto:aoi_5_5_20_20')
const EFFECT = fc
  .tuple(
    fc.constantFrom(
      ...[...effects.values()].filter(({ plan, placement }) => plan ?? placement).map(({ name }) => name),
    ),
    fc.constantFrom('', '', '', ':50', ':$v'),
  )
  .map(([name, text]) => `e_${name}${text}`)
const PARAMETER = fc.oneof(
  fc.tuple(fc.constantFrom('w', 'h', 'w', 'h', 'x', 'y'), NUMBER).map(([key, value]) => `${key}_${value}`),
  fc.constantFrom(...Object.keys(crops)).map((mode) => `c_${mode}`),
  GRAVITY.map((gravity) => `g_${gravity}`),
  EFFECT,
  fc.constantFrom(
    ...['ar_16:9', 'ar_0.1', 'z_2', 'z_0.3', 'r_max', 'r_10', 'r_5:1000:0', 'a_30', 'a_90', 'a_-45.5', 'a_hflip.90'],
    ...['a_auto_right', 'a_vflip.7.13', 'o_50', 'o_0', 'b_red', 'b_rgb:00ff0080', 'bo_3px_solid_blue', 'co_green'],
    ...[
      'fl_relative',
      'fl_tiled',
      'fl_no_overflow',
      'fl_ignore_aspect_ratio',
      'fl_cutter',
      'dpr_2.0',
      'dpr_0.3',
      'q_30',
    ],
    ...['q_auto', 'fl_png8', 'fl_lossy', 'fl_progressive', 'pg_1', 'cs_srgb', 'x_-20', 'y_-0.5', 'fl_getinfo'],
  ),
)
const COMPONENT = fc.array(PARAMETER, { minLength: 1, maxLength: 5 }).map((all) => ['$v_20', ...all].join(','))
const LAYER = fc.constantFrom(
  ...['l_logo', 'u_logo', 'l_text:Arial_20_bold:Hi $(v)', 'l_text:Impact_30_stroke:X', 'l_missing'],
  'l_text:Arial_12_underline_center_letter_spacing_4:two\nlines',
)
const { chain } = fc.letrec<{ chain: string; node: string }>((tie) => ({
  chain: fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((nodes) => nodes.join('/')),
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    COMPONENT,
    fc.tuple(LAYER, COMPONENT, fc.array(PARAMETER, { maxLength: 3 })).map(([layer, inner, placement]) => {
      return `$v_9/${layer}/${inner}/${['fl_layer_apply', ...placement].join(',')}`
    }),
    fc
      .tuple(fc.constantFrom('w_gt_30', 'ar_lt_1', '!a!_in_tags'), tie('chain'))
      .map(([condition, inner]) => `if_${condition}/${inner}/if_end`),
  ),
}))

describe('delivery of random chains', () => {
  let stack: DeliveryStack

  beforeAll(async () => {
    stack = await startDelivery()
    await stack.put('photo', await photo({ w: 64, h: 43 }))
    await stack.put('logo', await photo({ w: 20, h: 20 }))
  })
  afterAll(() => stack.close())

  it('answers each with a file or with an error that says what was wrong', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(chain, fc.constantFrom('png', 'jpg', 'webp', 'gif'), async (transformation, extension) => {
        const source = { kind: 'asset', publicId: 'photo', extension } as const
        const path = buildDeliveryPath({ cloud: '-', resourceType: 'image', type: 'upload', transformation, source })

        const response = await stack.get(path.slice('/-/'.length))
        const body = await response.arrayBuffer()

        const reason = response.headers.get('x-cld-error')
        expect([200, 400, 404], `${path}: ${response.status} ${reason}`).toContain(response.status)
        if (response.status === 200) expect(body.byteLength).toBeGreaterThan(0)
        else expect(reason).toBeTruthy()
      }),
      { numRuns: RUNS },
    )
  })
})
