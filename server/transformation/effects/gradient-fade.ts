/**
 * `e_gradient_fade[:symmetric|symmetric_pad][:0..100=20]`: fades the picture out towards an edge.
 */
import { defineEffect } from '../define-effect.ts'
import { choice } from '../readers.ts'
import { argument, level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({
  mode: argument(choice('single', 'symmetric', 'symmetric_pad'), 'single'),
  strength: level(0, 100, 20),
})

export const gradientFade = defineEffect({
  name: 'gradient_fade',
  summary: 'Fades the picture out towards an edge',
  form: 'e_gradient_fade[:symmetric|symmetric_pad][:0..100=20]',
  media: ['image', 'animation'],
  takes: ['x', 'y'],
  tier: 'B',
  read: (text, place) => {
    const hasMode = /^symmetric(_pad)?(:|$)/.test(text)
    return read(hasMode || text === '' ? text : `single:${text}`, place)
  },
})
