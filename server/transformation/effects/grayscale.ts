/**
 * `e_grayscale`: takes the colours away.
 *
 * Luma of ITU-R BT.709. Alpha is untouched. Cost: one 3x3 matrix per pixel.
 */
import { defineEffect } from '../define-effect.ts'
import { LUMA } from './arguments/colour-matrix.ts'
import { none } from './arguments/positional.ts'

export const grayscale = defineEffect({
  name: 'grayscale',
  summary: 'Takes the colours away',
  form: 'e_grayscale',
  media: ['image', 'animation'],
  tier: 'A',
  read: none,
  plan: () => [{ op: 'recombine', matrix: LUMA }],
})
