/**
 * `e_lightroom[:key_value;…]`: applies Lightroom settings by an add-on.
 */
import { defineEffect } from '../define-effect.ts'
import { splitArguments } from './arguments/split.ts'

export const lightroom = defineEffect({
  name: 'lightroom',
  summary: 'Applies Lightroom settings by an add-on',
  form: 'e_lightroom[:key_value;…]',
  media: ['image', 'animation'],
  tier: 'D',
  read: (text) => ({ settings: splitArguments(text, ';:') }),
})
