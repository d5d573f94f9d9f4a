/**
 * `e_cartoonify[:0..100=50][:0..100|bw]`: draws the picture as a cartoon.
 */
import { defineEffect } from '../define-effect.ts'
import { level, optional } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'
import { strengthOr } from './arguments/word.ts'

const read = positional({ lines: level(0, 100, 50), colours: optional(strengthOr('bw')) })

export const cartoonify = defineEffect({
  name: 'cartoonify',
  summary: 'Draws the picture as a cartoon',
  form: 'e_cartoonify[:0..100=50][:0..100|bw]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
