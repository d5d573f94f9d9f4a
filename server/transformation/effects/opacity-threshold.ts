/**
 * `e_opacity_threshold[:1..100=50]`: makes every pixel opaque or transparent.
 *
 * level  percent of alpha from which a pixel becomes opaque.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(1, 100, 50) })

export const opacityThreshold = defineEffect({
  name: 'opacity_threshold',
  summary: 'Makes every pixel opaque or transparent',
  form: 'e_opacity_threshold[:1..100=50]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ level }) => [{ op: 'alpha_threshold', threshold: (255 * level) / 100 }],
})
