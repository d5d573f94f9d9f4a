/**
 * `e_viesus_correct[:no_redeye][:skin_saturation[_n]]`: corrects photographs by an add-on.
 */
import { defineEffect } from '../define-effect.ts'
import { optional } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'
import { word } from './arguments/word.ts'

const read = positional({
  first: optional(word('no_redeye or skin_saturation')),
  second: optional(word('skin_saturation')),
})

export const viesusCorrect = defineEffect({
  name: 'viesus_correct',
  summary: 'Corrects photographs by an add-on',
  form: 'e_viesus_correct[:no_redeye][:skin_saturation[_n]]',
  media: ['image', 'animation'],
  tier: 'D',
  read,
})
