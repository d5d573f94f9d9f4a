/**
 * `e_blur[:1..2000=100]`: blurs the picture.
 *
 * strength  fortieths of a pixel of the standard deviation of a gaussian: 100 is 2.5 px. Our approximation.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ strength: level(1, 2000, 100) })

export const blur = defineEffect({
  name: 'blur',
  summary: 'Blurs the picture',
  form: 'e_blur[:1..2000=100]',
  media: ['image', 'animation', 'video'],
  tier: 'A',
  read,
  plan: ({ strength }) => [{ op: 'blur', sigma: strength / 40 }],
})
