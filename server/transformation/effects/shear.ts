/**
 * `e_shear:-359..359:-359..359`: slants the picture.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ x: level(-359, 359, 0), y: level(-359, 359, 0) })

export const shear = defineEffect({
  name: 'shear',
  summary: 'Slants the picture',
  form: 'e_shear:-359..359:-359..359',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
