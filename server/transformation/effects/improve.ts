/**
 * `e_improve[:outdoor|indoor][:0..100=100]`: corrects colours, contrast and light.
 */
import { defineEffect } from '../define-effect.ts'
import { choice } from '../readers.ts'
import { argument, level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({
  mode: argument(choice('outdoor', 'indoor'), 'outdoor'),
  blend: level(0, 100, 100),
})

export const improve = defineEffect({
  name: 'improve',
  summary: 'Corrects colours, contrast and light',
  form: 'e_improve[:outdoor|indoor][:0..100=100]',
  media: ['image', 'animation'],
  tier: 'B',
  read: (text, place) => {
    const hasMode = /^(outdoor|indoor)/.test(text)
    return read(hasMode || text === '' ? text : `outdoor:${text}`, place)
  },
})
