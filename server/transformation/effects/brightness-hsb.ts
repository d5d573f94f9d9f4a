/**
 * `e_brightness_hsb[:-99..100=80]`: makes the picture brighter or darker and keeps its hues.
 *
 * level  percent by which the value (brightness) of HSV is multiplied up or down.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(-99, 100, 80) })

export const brightnessHsb = defineEffect({
  name: 'brightness_hsb',
  summary: 'Makes the picture brighter or darker and keeps its hues',
  form: 'e_brightness_hsb[:-99..100=80]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ level }) => [{ op: 'hsv', value: 1 + level / 100 }],
})
