/**
 * `e_theme:color_c[:photosensitivity_0..200=100]`: gives the picture another background colour and fitting tones.
 */
import { defineEffect } from '../define-effect.ts'
import { effectColour } from '../grammar/colour.ts'
import { level, optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'

const read = named({ color: optional(effectColour), photosensitivity: level(0, 200, 100) })

export const theme = defineEffect({
  name: 'theme',
  summary: 'Gives the picture another background colour and fitting tones',
  form: 'e_theme:color_c[:photosensitivity_0..200=100]',
  media: ['image'],
  tier: 'B',
  read,
})
