/**
 * `e_green[:-100..100=0]`: strengthens or weakens the green channel.
 *
 * level  percent by which the channel is multiplied up or down. Our approximation.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(-100, 100, 0) })

export const green = defineEffect({
  name: 'green',
  summary: 'Strengthens or weakens the green channel',
  form: 'e_green[:-100..100=0]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ level }) => [{ op: 'linear', multiply: [1, 1 + level / 100, 1], add: [0, 0, 0] }],
})
