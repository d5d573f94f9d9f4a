/**
 * `e_noise[:0..100=0]`: adds moving noise.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(0, 100, 0) })

export const noise = defineEffect({
  name: 'noise',
  summary: 'Adds moving noise',
  form: 'e_noise[:0..100=0]',
  media: ['video'],
  tier: 'A',
  read,
})
