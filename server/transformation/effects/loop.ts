/**
 * `e_loop[:n]`: repeats.
 *
 * times  further plays of an animation after the first; for ever when left out. Does nothing to a still picture.
 */
import { defineEffect } from '../define-effect.ts'
import { integer } from '../readers.ts'
import { optional } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ times: optional(integer({ min: 0, max: 65_535, outside: 'refuse' })) })

export const loop = defineEffect({
  name: 'loop',
  summary: 'Repeats',
  form: 'e_loop[:n]',
  media: ['video', 'animation'],
  tier: 'A',
  read,
  output: ({ times }) => ({ loop: times === null ? 0 : times + 1 }),
})
