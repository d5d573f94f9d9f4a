/**
 * `e_sepia[:1..100=80]`: tones the picture brown.
 *
 * level  percent of the effect that is mixed in.
 * Alpha is untouched. Cost: one 3x3 matrix per pixel.
 */
import { defineEffect } from '../define-effect.ts'
import type { Matrix3 } from '../plan/operations.ts'
import { level } from './arguments/argument.ts'
import { mixWithIdentity } from './arguments/colour-matrix.ts'
import { positional } from './arguments/positional.ts'

// The W3C Filter Effects matrix, so that CSS previews in the widgets match the rendered file.
export const SEPIA: Matrix3 = [
  [0.393, 0.769, 0.189],
  [0.349, 0.686, 0.168],
  [0.272, 0.534, 0.131],
]

const read = positional({ level: level(1, 100, 80) })

export const sepia = defineEffect({
  name: 'sepia',
  summary: 'Tones the picture brown',
  form: 'e_sepia[:1..100=80]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ level }) => [{ op: 'recombine', matrix: mixWithIdentity(SEPIA, level / 100) }],
})
