/**
 * `e_gen_background_replace[:prompt_…][;seed_…]`: generates another background.
 */
import { defineEffect } from '../define-effect.ts'
import { integer } from '../readers.ts'
import { optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { word } from './arguments/word.ts'

const read = named({ prompt: optional(word('a description')), seed: optional(integer()) }, ';')

export const genBackgroundReplace = defineEffect({
  name: 'gen_background_replace',
  summary: 'Generates another background',
  form: 'e_gen_background_replace[:prompt_…][;seed_…]',
  media: ['image', 'animation'],
  tier: 'D',
  read,
})
