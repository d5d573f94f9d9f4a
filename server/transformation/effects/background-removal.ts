/**
 * `e_background_removal[:fineedges_y]`: cuts out the subject by a model.
 */
import { defineEffect } from '../define-effect.ts'
import { argument, optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { word, yesOrNo } from './arguments/word.ts'

const read = named({ fineedges: argument(yesOrNo, false), hints: optional(word('object names')) })

export const backgroundRemoval = defineEffect({
  name: 'background_removal',
  summary: 'Cuts out the subject by a model',
  form: 'e_background_removal[:fineedges_y]',
  media: ['image', 'animation'],
  tier: 'C',
  read,
})
