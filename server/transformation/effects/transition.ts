/**
 * `e_transition`: passes over to the next video by a luma matte.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const transition = defineEffect({
  name: 'transition',
  summary: 'Passes over to the next video by a luma matte',
  form: 'e_transition',
  media: ['video'],
  tier: 'B',
  read: none,
})
