/**
 * `e_anti_removal[:1..100=50]`: makes a layer hard to remove.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(1, 100, 50) })

export const antiRemoval = defineEffect({
  name: 'anti_removal',
  summary: 'Makes a layer hard to remove',
  form: 'e_anti_removal[:1..100=50]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
