/**
 * `e_style_transfer[:preserve_color][:0..100]`: gives the picture the style of a layer by an add-on.
 */
import { defineEffect } from '../define-effect.ts'
import { decimal } from '../readers.ts'
import { optional } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'
import { word } from './arguments/word.ts'

const read = positional({
  first: optional(word('preserve_color or a strength')),
  second: optional(decimal({ min: 0, max: 100 })),
})

export const styleTransfer = defineEffect({
  name: 'style_transfer',
  summary: 'Gives the picture the style of a layer by an add-on',
  form: 'e_style_transfer[:preserve_color][:0..100]',
  media: ['image', 'animation'],
  tier: 'D',
  read,
})
