/**
 * `e_auto_brightness[:0..100=100]`: stretches the brightness to the full range.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ blend: level(0, 100, 100) })

export const autoBrightness = defineEffect({
  name: 'auto_brightness',
  summary: 'Stretches the brightness to the full range',
  form: 'e_auto_brightness[:0..100=100]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
