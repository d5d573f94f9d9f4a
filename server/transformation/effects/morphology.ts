/**
 * `e_morphology[:method_…][;iterations_1..5=1][;kernel_…][;radius_2.0]`: grows or shrinks shapes.
 */
import { defineEffect } from '../define-effect.ts'
import { choice, decimal, integer } from '../readers.ts'
import { argument } from './arguments/argument.ts'
import { named } from './arguments/named.ts'

const read = named({
  method: argument(choice('erode', 'dilate', 'convolve'), 'convolve'),
  iterations: argument(integer({ min: 1, max: 5 }), 1),
  kernel: argument(choice('octagon', 'diamond', 'square', 'disk', 'plus', 'cross', 'ring'), 'octagon'),
  radius: argument(decimal({ min: 0 }), 2),
})

export const morphology = defineEffect({
  name: 'morphology',
  summary: 'Grows or shrinks shapes',
  form: 'e_morphology[:method_…][;iterations_1..5=1][;kernel_…][;radius_2.0]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
