/**
 * `e_ordered_dither[:0..18=0]`: reduces the colours by a threshold pattern.
 */
import { defineEffect } from '../define-effect.ts'
import { integer } from '../readers.ts'
import { argument } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ pattern: argument(integer({ min: 0, max: 18 }), 0) })

export const orderedDither = defineEffect({
  name: 'ordered_dither',
  summary: 'Reduces the colours by a threshold pattern',
  form: 'e_ordered_dither[:0..18=0]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
