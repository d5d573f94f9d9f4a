/**
 * `e_outline[:mode][:1..100=5][:0..2000=0]`: draws a line around the subject.
 */
import { defineEffect } from '../define-effect.ts'
import { choice } from '../readers.ts'
import { argument, level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({
  mode: argument(choice('inner', 'inner_fill', 'outer', 'fill'), 'outer'),
  width: level(1, 100, 5),
  blur: level(0, 2000, 0),
})

export const outline = defineEffect({
  name: 'outline',
  summary: 'Draws a line around the subject',
  form: 'e_outline[:mode][:1..100=5][:0..2000=0]',
  media: ['image', 'animation'],
  tier: 'B',
  read: (text, place) => {
    const hasMode = /^(inner|outer|fill)/.test(text)
    return read(hasMode || text === '' ? text : `outer:${text}`, place)
  },
})
