/**
 * `e_gamma[:-50..150=0]`: changes the brightness of the middle tones.
 *
 * level  -50..150 for a gamma of 0.5..2.5; 0 changes nothing: v = 255 * (v / 255) ^ (1 / gamma). Our approximation.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { equalCurves } from './arguments/curve.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(-50, 150, 0) })

export const gamma = defineEffect({
  name: 'gamma',
  summary: 'Changes the brightness of the middle tones',
  form: 'e_gamma[:-50..150=0]',
  media: ['image', 'animation', 'video'],
  tier: 'A',
  read,
  plan: ({ level }) => {
    const gamma = (level + 100) / 100
    return [equalCurves((value) => 255 * (value / 255) ** (1 / gamma))]
  },
})
