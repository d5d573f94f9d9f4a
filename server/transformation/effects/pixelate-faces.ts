/**
 * `e_pixelate_faces[:1..200]`: turns the faces into a mosaic.
 *
 * size  as in `e_pixelate`. Only stored face coordinates are known here.
 */
import { defineEffect } from '../define-effect.ts'
import { decimal } from '../readers.ts'
import { optional } from './arguments/argument.ts'
import { storedFaces } from './arguments/faces.ts'
import { positional } from './arguments/positional.ts'
import { squareSize } from './arguments/square-size.ts'

const read = positional({ size: optional(decimal({ min: 1, max: 200 })) })

export const pixelateFaces = defineEffect({
  name: 'pixelate_faces',
  summary: 'Turns the faces into a mosaic',
  form: 'e_pixelate_faces[:1..200]',
  media: ['image', 'animation'],
  tier: 'C',
  read,
  plan: ({ size }, context) =>
    storedFaces('e_pixelate_faces', context).map((region) => ({
      op: 'pixelate',
      size: squareSize(size, context),
      region,
    })),
})
