/**
 * `e_sharpen[:1..2000=100]`: sharpens the picture.
 *
 * strength  percent of the gain on the lightness channel.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ strength: level(1, 2000, 100) })

export const sharpen = defineEffect({
  name: 'sharpen',
  summary: 'Sharpens the picture',
  form: 'e_sharpen[:1..2000=100]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ strength }) => [{ op: 'sharpen', sigma: 1, amount: strength / 100 }],
})
