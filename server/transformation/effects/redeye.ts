/**
 * `e_redeye`: removes red eyes.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const redeye = defineEffect({
  name: 'redeye',
  summary: 'Removes red eyes',
  form: 'e_redeye',
  media: ['image', 'animation'],
  tier: 'C',
  read: none,
})
