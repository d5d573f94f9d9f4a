/**
 * `e_vibrance[:-100..100=20]`: strengthens weak colours more than strong ones.
 *
 * level  percent; the gain of a pixel is weighted by 1 - saturation.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(-100, 100, 20) })

export const vibrance = defineEffect({
  name: 'vibrance',
  summary: 'Strengthens weak colours more than strong ones',
  form: 'e_vibrance[:-100..100=20]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ level }) => [{ op: 'hsl', hueDegrees: 0, saturation: 1, vibrance: level / 100 }],
})
