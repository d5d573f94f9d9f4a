/**
 * `e_red[:-100..100=0]`: strengthens or weakens the red channel.
 *
 * level  percent by which the channel is multiplied up or down. Our approximation.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(-100, 100, 0) })

export const red = defineEffect({
  name: 'red',
  summary: 'Strengthens or weakens the red channel',
  form: 'e_red[:-100..100=0]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ level }) => [{ op: 'linear', multiply: [1 + level / 100, 1, 1], add: [0, 0, 0] }],
})
