/**
 * `e_reverse`: plays backwards.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const reverse = defineEffect({
  name: 'reverse',
  summary: 'Plays backwards',
  form: 'e_reverse',
  media: ['video', 'animation'],
  tier: 'A',
  read: none,
  plan: (_, { animated }) => (animated ? [{ op: 'frames', selection: { kind: 'reverse' } }] : []),
})
