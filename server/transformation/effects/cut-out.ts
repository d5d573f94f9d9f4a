/**
 * `e_cut_out`: removes the shape of a layer from the picture.
 *
 * A qualifier of `l_`: alpha of the picture times 1 - alpha of the layer, where the layer lies.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const cutOut = defineEffect({
  name: 'cut_out',
  summary: 'Removes the shape of a layer from the picture',
  form: 'e_cut_out',
  media: ['image', 'animation'],
  tier: 'A',
  read: none,
  placement: { mode: 'cut_out' },
})
