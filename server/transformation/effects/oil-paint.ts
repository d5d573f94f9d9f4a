/**
 * `e_oil_paint[:0..100=30]`: paints the picture in oil.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ strength: level(0, 100, 30) })

export const oilPaint = defineEffect({
  name: 'oil_paint',
  summary: 'Paints the picture in oil',
  form: 'e_oil_paint[:0..100=30]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
