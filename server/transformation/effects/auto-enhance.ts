/**
 * `e_auto_enhance[:enhance-colors_true]`: improves colours and light by a model.
 */
import { defineEffect } from '../define-effect.ts'
import { argument } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { yesOrNo } from './arguments/word.ts'

const read = named({ 'enhance-colors': argument(yesOrNo, false) })

export const autoEnhance = defineEffect({
  name: 'auto_enhance',
  summary: 'Improves colours and light by a model',
  form: 'e_auto_enhance[:enhance-colors_true]',
  media: ['image', 'animation'],
  tier: 'D',
  read,
})
