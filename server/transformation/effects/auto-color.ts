/**
 * `e_auto_color[:0..100=100]`: balances the colours.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ blend: level(0, 100, 100) })

export const autoColor = defineEffect({
  name: 'auto_color',
  summary: 'Balances the colours',
  form: 'e_auto_color[:0..100=100]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
