/**
 * `e_light[:shadowintensity_0..100=30]`: lights a 3D model.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { named } from './arguments/named.ts'

const read = named({ shadowintensity: level(0, 100, 30) })

export const light = defineEffect({
  name: 'light',
  summary: 'Lights a 3D model',
  form: 'e_light[:shadowintensity_0..100=30]',
  media: ['image', 'animation'],
  tier: 'D',
  read,
})
