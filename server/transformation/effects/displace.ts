/**
 * `e_displace`: moves pixels by the colours of a layer.
 */
import { defineEffect } from '../define-effect.ts'
import { none } from './arguments/positional.ts'

export const displace = defineEffect({
  name: 'displace',
  summary: 'Moves pixels by the colours of a layer',
  form: 'e_displace',
  media: ['image', 'animation'],
  takes: ['x', 'y'],
  tier: 'B',
  read: none,
})
