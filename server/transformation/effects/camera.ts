/**
 * `e_camera[:up_…;right_…;zoom_…;env_…;exposure_…;frames_…]`: sets the camera of a 3D model.
 */
import { defineEffect } from '../define-effect.ts'
import { decimal, integer } from '../readers.ts'
import { optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { word } from './arguments/word.ts'

const read = named({
  up: optional(decimal()),
  right: optional(decimal()),
  zoom: optional(decimal()),
  env: optional(word('an environment')),
  exposure: optional(decimal()),
  frames: optional(integer({ min: 1 })),
})

export const camera = defineEffect({
  name: 'camera',
  summary: 'Sets the camera of a 3D model',
  form: 'e_camera[:up_…;right_…;zoom_…;env_…;exposure_…;frames_…]',
  media: ['image', 'animation'],
  tier: 'D',
  read,
})
