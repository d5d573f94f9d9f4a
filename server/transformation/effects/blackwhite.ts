/**
 * `e_blackwhite[:0..100=50]`: makes every pixel black or white.
 *
 * threshold  percent of full luma from which a pixel is white: 0 gives white, 100 leaves only pure white.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { LUMA } from './arguments/colour-matrix.ts'
import { equalCurves } from './arguments/curve.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ threshold: level(0, 100, 50) })

export const blackwhite = defineEffect({
  name: 'blackwhite',
  summary: 'Makes every pixel black or white',
  form: 'e_blackwhite[:0..100=50]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ threshold }) => [
    { op: 'recombine', matrix: LUMA },
    equalCurves((value) => (value >= (255 * threshold) / 100 ? 255 : 0)),
  ],
})
