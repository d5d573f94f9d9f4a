/**
 * `e_embed_clipping_path:mask_$name`: writes a mask as a clipping path.
 */
import { defineEffect } from '../define-effect.ts'
import { optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { word } from './arguments/word.ts'

const read = named({ mask: optional(word('a variable')) })

export const embedClippingPath = defineEffect({
  name: 'embed_clipping_path',
  summary: 'Writes a mask as a clipping path',
  form: 'e_embed_clipping_path:mask_$name',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
