/**
 * `e_gen_remove:prompt_… or region_(…)`: removes what a prompt describes.
 */
import { defineEffect } from '../define-effect.ts'
import { argument, optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { word, yesOrNo } from './arguments/word.ts'

const read = named(
  {
    prompt: optional(word('a description')),
    region: optional(word('regions such as ((x_1;y_2;w_3;h_4))')),
    multiple: argument(yesOrNo, false),
    'remove-shadow': argument(yesOrNo, true),
  },
  ';',
)

export const genRemove = defineEffect({
  name: 'gen_remove',
  summary: 'Removes what a prompt describes',
  form: 'e_gen_remove:prompt_… or region_(…)',
  media: ['image', 'animation'],
  tier: 'D',
  read,
})
