/**
 * `e_multiply`: blends a layer by multiply.
 *
 * A qualifier of a layer: bottom x top, per channel, weighted by the alpha of the layer.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const multiply = defineEffect({
  name: 'multiply',
  summary: 'Blends a layer by multiply',
  form: 'e_multiply',
  media: ['image', 'animation'],
  tier: 'A',
  read: none,
  placement: { blend: 'multiply' },
})
