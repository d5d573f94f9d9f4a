/**
 * `e_enhance`: improves the picture by a generative model.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const enhance = defineEffect({
  name: 'enhance',
  summary: 'Improves the picture by a generative model',
  form: 'e_enhance',
  media: ['image', 'animation'],
  tier: 'D',
  read: none,
})
