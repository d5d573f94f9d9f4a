/**
 * `e_swap_image:image_$ref[;index_n]`: replaces a texture of a 3D model.
 */
import { defineEffect } from '../define-effect.ts'
import { integer } from '../readers.ts'
import { argument, optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { word } from './arguments/word.ts'

const read = named({ image: optional(word('a variable')), index: argument(integer({ min: 0 }), 0) })

export const swapImage = defineEffect({
  name: 'swap_image',
  summary: 'Replaces a texture of a 3D model',
  form: 'e_swap_image:image_$ref[;index_n]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
