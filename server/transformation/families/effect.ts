/** `e`: the effects, each of which has a file of its own in `effects/`. */
import { defineFamily, defineParameter } from '../define-family.ts'
import { readEffect } from '../effects/index.ts'

export const effect = defineFamily(
  'effect',
  defineParameter({
    key: 'e',
    name: 'effect',
    summary: 'Changes the look of the picture; see the table of effects',
    forms: ['e_<name>[:<argument>…]'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'text',
    reader: { expected: 'the name of an effect', read: readEffect },
  }),
)
