/**
 * `e_accelerate[:-50..100=0]`: changes the speed.
 *
 * level  percent faster or slower. Animations: delays are divided by 1 + level / 100.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(-50, 100, 0) })

export const accelerate = defineEffect({
  name: 'accelerate',
  summary: 'Changes the speed',
  form: 'e_accelerate[:-50..100=0]',
  media: ['video', 'animation'],
  tier: 'A',
  read,
  plan: ({ level }, { animated }) =>
    animated && level !== 0 ? [{ op: 'frames', selection: { kind: 'speed', factor: 1 + level / 100 } }] : [],
})
