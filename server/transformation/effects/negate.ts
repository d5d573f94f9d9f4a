/**
 * `e_negate`: inverts the colours.
 *
 * Alpha is untouched.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const negate = defineEffect({
  name: 'negate',
  summary: 'Inverts the colours',
  form: 'e_negate',
  media: ['image', 'animation'],
  tier: 'A',
  read: none,
  plan: () => [{ op: 'linear', multiply: [-1, -1, -1], add: [255, 255, 255] }],
})
