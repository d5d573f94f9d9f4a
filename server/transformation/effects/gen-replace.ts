/**
 * `e_gen_replace:from_…;to_…`: replaces what a prompt describes.
 */
import { defineEffect } from '../define-effect.ts'
import { argument, optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { word, yesOrNo } from './arguments/word.ts'

const read = named(
  {
    from: optional(word('a description')),
    to: optional(word('a description')),
    'preserve-geometry': argument(yesOrNo, false),
    multiple: argument(yesOrNo, false),
  },
  ';',
)

export const genReplace = defineEffect({
  name: 'gen_replace',
  summary: 'Replaces what a prompt describes',
  form: 'e_gen_replace:from_…;to_…',
  media: ['image', 'animation'],
  tier: 'D',
  read,
})
