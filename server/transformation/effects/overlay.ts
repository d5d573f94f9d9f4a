/**
 * `e_overlay`: blends a layer by overlay.
 *
 * A qualifier of a layer: 2 x bottom x top in dark places, screen in light ones, per channel, weighted by the alpha of the layer.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const overlay = defineEffect({
  name: 'overlay',
  summary: 'Blends a layer by overlay',
  form: 'e_overlay',
  media: ['image', 'animation'],
  tier: 'A',
  read: none,
  placement: { blend: 'overlay' },
})
