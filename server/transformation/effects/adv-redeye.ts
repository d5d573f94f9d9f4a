/**
 * `e_adv_redeye`: removes red eyes by an add-on.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const advRedeye = defineEffect({
  name: 'adv_redeye',
  summary: 'Removes red eyes by an add-on',
  form: 'e_adv_redeye',
  media: ['image', 'animation'],
  tier: 'D',
  read: none,
})
