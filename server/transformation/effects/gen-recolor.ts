/**
 * `e_gen_recolor:prompt_…;to-color_…`: recolours what a prompt describes.
 */
import { defineEffect } from '../define-effect.ts'
import { argument, optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { word, yesOrNo } from './arguments/word.ts'

const read = named(
  {
    prompt: optional(word('a description')),
    'to-color': optional(word('a colour')),
    multiple: argument(yesOrNo, false),
  },
  ';',
)

export const genRecolor = defineEffect({
  name: 'gen_recolor',
  summary: 'Recolours what a prompt describes',
  form: 'e_gen_recolor:prompt_…;to-color_…',
  media: ['image', 'animation'],
  tier: 'D',
  read,
})
