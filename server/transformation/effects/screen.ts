/**
 * `e_screen`: blends a layer by screen.
 *
 * A qualifier of a layer: 1 - (1 - bottom)(1 - top), per channel, weighted by the alpha of the layer.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const screen = defineEffect({
  name: 'screen',
  summary: 'Blends a layer by screen',
  form: 'e_screen',
  media: ['image', 'animation'],
  tier: 'A',
  read: none,
  placement: { blend: 'screen' },
})
