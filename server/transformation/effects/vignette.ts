/**
 * `e_vignette[:0..100=20]`: darkens the corners.
 *
 * level  percent of darkening in the corners; the centre stays.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(0, 100, 20) })

export const vignette = defineEffect({
  name: 'vignette',
  summary: 'Darkens the corners',
  form: 'e_vignette[:0..100=20]',
  media: ['image', 'animation', 'video'],
  tier: 'A',
  read,
  plan: ({ level }) => (level === 0 ? [] : [{ op: 'vignette', strength: level / 100 }]),
})
