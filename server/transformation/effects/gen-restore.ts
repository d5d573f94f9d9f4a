/**
 * `e_gen_restore`: restores a damaged picture by a generative model.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const genRestore = defineEffect({
  name: 'gen_restore',
  summary: 'Restores a damaged picture by a generative model',
  form: 'e_gen_restore',
  media: ['image', 'animation'],
  tier: 'D',
  read: none,
})
