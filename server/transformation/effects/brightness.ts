/**
 * `e_brightness[:-99..100=80]`: makes the picture brighter or darker.
 *
 * level  percent by which every channel is multiplied up or down. Our approximation.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(-99, 100, 80) })

export const brightness = defineEffect({
  name: 'brightness',
  summary: 'Makes the picture brighter or darker',
  form: 'e_brightness[:-99..100=80]',
  media: ['image', 'animation', 'video'],
  tier: 'A',
  read,
  plan: ({ level }) => {
    const factor = 1 + level / 100
    return [{ op: 'linear', multiply: [factor, factor, factor], add: [0, 0, 0] }]
  },
})
