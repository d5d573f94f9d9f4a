/**
 * `e_mask`: masks the picture by the luminance of a layer.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const mask = defineEffect({
  name: 'mask',
  summary: 'Masks the picture by the luminance of a layer',
  form: 'e_mask',
  media: ['image', 'animation'],
  tier: 'B',
  read: none,
})
