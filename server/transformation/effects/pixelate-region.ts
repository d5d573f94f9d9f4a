/**
 * `e_pixelate_region[:1..200]`: turns a rectangle into a mosaic.
 *
 * size  as in `e_pixelate`. The rectangle is `x`, `y`, `w`, `h`; a missing side reaches to the edge.
 */
import { defineEffect } from '../define-effect.ts'
import { decimal } from '../readers.ts'
import { optional } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'
import { effectRegion } from './arguments/region.ts'
import { squareSize } from './arguments/square-size.ts'

const read = positional({ size: optional(decimal({ min: 1, max: 200 })) })

export const pixelateRegion = defineEffect({
  name: 'pixelate_region',
  summary: 'Turns a rectangle into a mosaic',
  form: 'e_pixelate_region[:1..200]',
  media: ['image', 'animation'],
  takes: ['x', 'y', 'w', 'h'],
  tier: 'A',
  read,
  plan: ({ size }, context) => {
    const region = effectRegion(context)
    return region === null ? [] : [{ op: 'pixelate', size: squareSize(size, context), region }]
  },
})
