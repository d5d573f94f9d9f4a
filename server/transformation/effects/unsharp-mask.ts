/**
 * `e_unsharp_mask[:1..2000=100]`: sharpens the picture by subtracting a blurred copy.
 *
 * strength  percent of the difference to a gaussian blur of 2.5 px that is added.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ strength: level(1, 2000, 100) })

export const unsharpMask = defineEffect({
  name: 'unsharp_mask',
  summary: 'Sharpens the picture by subtracting a blurred copy',
  form: 'e_unsharp_mask[:1..2000=100]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ strength }) => [{ op: 'unsharp', sigma: 2.5, amount: strength / 100 }],
})
