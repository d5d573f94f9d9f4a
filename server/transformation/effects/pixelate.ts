/**
 * `e_pixelate[:1..200]`: turns the picture into a mosaic.
 *
 * size  side of a square in pixels, aligned to the top left; by default a 25th of the shorter side, at least 5.
 */
import { defineEffect } from '../define-effect.ts'
import { decimal } from '../readers.ts'
import { optional } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'
import { squareSize } from './arguments/square-size.ts'

const read = positional({ size: optional(decimal({ min: 1, max: 200 })) })

export const pixelate = defineEffect({
  name: 'pixelate',
  summary: 'Turns the picture into a mosaic',
  form: 'e_pixelate[:1..200]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ size }, context) => [{ op: 'pixelate', size: squareSize(size, context) }],
})
