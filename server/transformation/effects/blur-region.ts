/**
 * `e_blur_region[:1..2000=100]`: blurs a rectangle.
 *
 * strength  as in `e_blur`. The rectangle is `x`, `y`, `w`, `h`; a missing side reaches to the edge.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'
import { effectRegion } from './arguments/region.ts'

const read = positional({ strength: level(1, 2000, 100) })

export const blurRegion = defineEffect({
  name: 'blur_region',
  summary: 'Blurs a rectangle',
  form: 'e_blur_region[:1..2000=100]',
  media: ['image', 'animation'],
  takes: ['x', 'y', 'w', 'h'],
  tier: 'A',
  read,
  plan: ({ strength }, context) => {
    const region = effectRegion(context)
    return region === null ? [] : [{ op: 'blur', sigma: strength / 40, region }]
  },
})
