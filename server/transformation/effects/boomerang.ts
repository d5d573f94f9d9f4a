/**
 * `e_boomerang`: plays forwards and then backwards.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const boomerang = defineEffect({
  name: 'boomerang',
  summary: 'Plays forwards and then backwards',
  form: 'e_boomerang',
  media: ['video', 'animation'],
  tier: 'A',
  read: none,
  plan: (_, { animated }) => (animated ? [{ op: 'frames', selection: { kind: 'boomerang' } }] : []),
})
