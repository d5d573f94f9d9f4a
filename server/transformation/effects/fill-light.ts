/**
 * `e_fill_light[:0..100=100][:-100..100=0]`: lifts the shadows.
 *
 * amount  percent of the effect.
 * bias    moves the tone up to which shadows are lifted.
 * v + amount * (1 - v) ^ (2 - bias) * v on each channel, v in 0..1. Our approximation.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { equalCurves } from './arguments/curve.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ amount: level(0, 100, 100), bias: level(-100, 100, 0) })

export const fillLight = defineEffect({
  name: 'fill_light',
  summary: 'Lifts the shadows',
  form: 'e_fill_light[:0..100=100][:-100..100=0]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
  plan: ({ amount, bias }) => [
    equalCurves((value) => {
      const tone = value / 255
      return 255 * (tone + (amount / 100) * (1 - tone) ** (2 - bias / 100) * tone)
    }),
  ],
})
