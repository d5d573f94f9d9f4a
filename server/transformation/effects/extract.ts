/**
 * `e_extract:prompt_…`: cuts out what a prompt describes.
 */
import { defineEffect } from '../define-effect.ts'
import { choice } from '../readers.ts'
import { argument, optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { word, yesOrNo } from './arguments/word.ts'

const read = named(
  {
    prompt: optional(word('a description')),
    multiple: argument(yesOrNo, false),
    mode: argument(choice('content', 'mask'), 'content'),
    invert: argument(yesOrNo, false),
    'preserve-alpha': argument(yesOrNo, false),
  },
  ';',
)

export const extract = defineEffect({
  name: 'extract',
  summary: 'Cuts out what a prompt describes',
  form: 'e_extract:prompt_…',
  media: ['image', 'animation'],
  tier: 'D',
  read,
})
