/**
 * `e_upscale`: enlarges four times by a super-resolution model.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const upscale = defineEffect({
  name: 'upscale',
  summary: 'Enlarges four times by a super-resolution model',
  form: 'e_upscale',
  media: ['image', 'animation'],
  tier: 'C',
  read: none,
})
