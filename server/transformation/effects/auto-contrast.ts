/**
 * `e_auto_contrast[:0..100=100]`: stretches the contrast to the full range.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ blend: level(0, 100, 100) })

export const autoContrast = defineEffect({
  name: 'auto_contrast',
  summary: 'Stretches the contrast to the full range',
  form: 'e_auto_contrast[:0..100=100]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
