/**
 * `e_make_transparent[:0..100=10]`: makes a colour transparent.
 *
 * tolerance  percent of the greatest distance in RGB. The colour is `co`, or that of the edges.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ tolerance: level(0, 100, 10) })

export const makeTransparent = defineEffect({
  name: 'make_transparent',
  summary: 'Makes a colour transparent',
  form: 'e_make_transparent[:0..100=10]',
  media: ['image', 'animation', 'video'],
  tier: 'A',
  read,
  plan: ({ tolerance }, { values }) => [{ op: 'key_out', colour: values.co ?? null, tolerance: tolerance / 100 }],
})
