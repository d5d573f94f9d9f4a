/**
 * `e_hue[:-100..100=80]`: turns the colours around the colour wheel.
 *
 * level  hundredths of half a turn: 100 is 180 degrees. Our approximation.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(-100, 100, 80) })

export const hue = defineEffect({
  name: 'hue',
  summary: 'Turns the colours around the colour wheel',
  form: 'e_hue[:-100..100=80]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ level }) => [{ op: 'hsl', hueDegrees: level * 1.8, saturation: 1, vibrance: 0 }],
})
