/**
 * `e_progressbar[:bar|frame][:colour][:width]`: draws a bar that grows with the time.
 */
import { defineEffect } from '../define-effect.ts'
import { effectColour } from '../grammar/colour.ts'
import { choice, decimal } from '../readers.ts'
import { argument, optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'

const read = named({
  type: argument(choice('bar', 'frame'), 'bar'),
  color: optional(effectColour),
  width: argument(decimal({ min: 1, max: 1000 }), 10),
})

export const progressbar = defineEffect({
  name: 'progressbar',
  summary: 'Draws a bar that grows with the time',
  form: 'e_progressbar[:bar|frame][:colour][:width]',
  media: ['video'],
  tier: 'B',
  read,
})
