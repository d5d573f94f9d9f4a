/**
 * `e_blur_faces[:1..2000=500]`: blurs the faces.
 *
 * strength  as in `e_blur`. Only stored face coordinates are known here; their boxes are blurred.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { storedFaces } from './arguments/faces.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ strength: level(1, 2000, 500) })

export const blurFaces = defineEffect({
  name: 'blur_faces',
  summary: 'Blurs the faces',
  form: 'e_blur_faces[:1..2000=500]',
  media: ['image', 'animation'],
  tier: 'C',
  read,
  plan: ({ strength }, context) =>
    storedFaces('e_blur_faces', context).map((region) => ({ op: 'blur', sigma: strength / 40, region })),
})
