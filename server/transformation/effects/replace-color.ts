/**
 * `e_replace_color:to[:0..100=50][:from]`: replaces a colour by another.
 */
import { defineEffect } from '../define-effect.ts'
import { effectColour } from '../grammar/colour.ts'
import { level, optional } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ to: optional(effectColour), tolerance: level(0, 100, 50), from: optional(effectColour) })

export const replaceColor = defineEffect({
  name: 'replace_color',
  summary: 'Replaces a colour by another',
  form: 'e_replace_color:to[:0..100=50][:from]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
