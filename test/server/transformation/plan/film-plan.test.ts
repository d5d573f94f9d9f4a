/** Plans of videos, for whatever a chain says: one that an encoder can carry out, or an error that names what is wrong. */

import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import { pictureFilters, soundFilters } from '../../../../server/render/video/film-filters.ts'
import type { Plan, SourceFacts } from '../../../../server/transformation/plan/plan-types.ts'
import { fc } from '../../../support/properties.ts'
import { planFacts, planWith, sourceFacts } from './plan-fixtures.ts'

const number = fc.constantFrom(
  ...['0', '1', '-1', '0.5', '0.0001', '3.9999', '4', '5', '50p', '100p', '0p', '99999999', '1e9', 'NaN', 'auto', ''],
  ...['iw', 'idu', 'du_div_2', 'iw_pow_9', '1_div_0', 'Infinity', '640', '10000'],
)
const key = fc.constantFrom(
  ...['so_', 'eo_', 'du_', 'w_', 'h_', 'x_', 'y_', 'fps_', 'q_', 'dpr_', 'pg_', 'dl_', 'vs_', 'br_', 'a_', 'o_', 'r_'],
  ...['e_loop:', 'e_fade:', 'e_accelerate:', 'e_blur:', 'e_volume:', 'e_trim:', 'e_sepia:'],
)
const fixed = fc.constantFrom(
  ...['c_fill', 'c_crop', 'c_pad,b_red', 'c_pad,b_transparent', 'c_thumb,g_center', 'c_limit', 'c_mpad', 'c_scale'],
  ...['f_mp4', 'f_auto', 'f_auto:video', 'f_auto:image', 'f_webm', 'f_mp3', 'f_jpg', 'f_m3u8', 'f_svg', 'f_raw'],
  ...['vc_auto', 'vc_none', 'vc_h264:high:4.0:bframes_no', 'vc_vp9', 'vc_prores', 'ac_none', 'ac_aac', 'ac_opus'],
  ...[
    'e_reverse',
    'e_boomerang',
    'e_grayscale',
    'e_negate',
    'fl_splice',
    'fl_no_stream',
    'fl_attachment',
    'a_90',
    'a_hflip',
  ],
  ...[
    'bo_3px_solid_red',
    'if_w_gt_100,w_50',
    '$t_1',
    'so_$t',
    'r_max',
    'q_auto:eco',
    'fps_10-20',
    'sp_hd',
    'fl_animated',
  ],
)
const part = fc.oneof(
  fc.tuple(key, number).map(([name, value]) => name + value),
  fixed,
)
const component = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','))
const chain = fc.array(component, { maxLength: 4 }).map((components) => components.join('/'))
const source: fc.Arbitrary<SourceFacts> = fc
  .record({
    width: fc.constantFrom(0, 1, 2, 320, 7680),
    height: fc.constantFrom(1, 2, 241, 4320),
    duration: fc.constantFrom(0, 0.04, 4, 100_000),
    orientation: fc.constantFrom(1, 6),
    format: fc.constantFrom('mp4', 'webm', 'mp3', 'wav', 'wmv'),
  })
  .map((facts) => sourceFacts({ ...facts, resourceType: 'video' }))
const extension = fc.constantFrom(null, 'mp4', 'webm', 'mov', 'mp3', 'wav', 'jpg', 'm3u8')

function planned(text: string, facts: SourceFacts, wanted: string | null): Plan | null {
  try {
    const outcome = planWith(text, planFacts(facts, { extension: wanted }))
    return outcome.kind === 'plan' ? outcome.plan : null
  } catch (error) {
    if (error instanceof TransformationError) return null
    throw error
  }
}

describe('every plan of a video', () => {
  it('is one that can be carried out: sides even, times inside of it, filters of plain words and numbers', () => {
    let videos = 0
    fc.assert(
      fc.property(chain, source, extension, (text, facts, wanted) => {
        const plan = planned(text, facts, wanted)
        if (plan?.media !== 'video') return
        videos += 1
        const { width, height, start, end, speed, plays, duration, fadeIn, fadeOut, framesPerSecond, encoding } = plan

        expect([width % 2, height % 2]).toEqual([0, 0])
        expect(encoding.hasPictures ? Math.min(width, height) : 2).toBeGreaterThanOrEqual(2)
        expect(width * height).toBeLessThanOrEqual(9_437_184)
        expect(start).toBeGreaterThanOrEqual(0)
        if (end !== null) expect(end).toBeGreaterThan(start)
        if (end !== null && facts.duration) expect(end).toBeLessThanOrEqual(facts.duration)
        expect(speed).toBeGreaterThanOrEqual(0.25)
        expect([1, 2, 3, 4, 5, 6]).toContain(plays)
        for (const value of [start, duration, fadeIn, fadeOut, framesPerSecond ?? 1, end ?? 0, speed]) {
          expect(Number.isFinite(value)).toBe(true)
        }
        expect(pictureFilters(plan)).toMatch(/^[\w=:.,/+-]+$/)
        expect(soundFilters(plan)).toMatch(/^[\w=:.,]*$/)
      }),
      { numRuns: 3000 },
    )
    expect(videos).toBeGreaterThan(50)
  })
})
