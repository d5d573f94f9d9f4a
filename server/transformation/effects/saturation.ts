/**
 * `e_saturation[:-100..100=80]`: makes colours stronger or weaker.
 *
 * level  percent by which the saturation of HSL is multiplied up or down; -100 is gray.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(-100, 100, 80) })

export const saturation = defineEffect({
  name: 'saturation',
  summary: 'Makes colours stronger or weaker',
  form: 'e_saturation[:-100..100=80]',
  media: ['image', 'animation', 'video'],
  tier: 'A',
  read,
  plan: ({ level }) => [{ op: 'hsl', hueDegrees: 0, saturation: 1 + level / 100, vibrance: 0 }],
})
