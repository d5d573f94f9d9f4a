/**
 * `e_preview[:duration_5][:max_seg_1][:min_seg_dur_5]`: picks the most interesting seconds.
 */
import { defineEffect } from '../define-effect.ts'
import { decimal, integer } from '../readers.ts'
import { argument } from './arguments/argument.ts'
import { named } from './arguments/named.ts'

const read = named({
  duration: argument(decimal({ min: 0 }), 5),
  max_seg: argument(integer({ min: 1 }), 1),
  min_seg_dur: argument(decimal({ min: 0 }), 5),
})

export const preview = defineEffect({
  name: 'preview',
  summary: 'Picks the most interesting seconds',
  form: 'e_preview[:duration_5][:max_seg_1][:min_seg_dur_5]',
  media: ['video'],
  tier: 'C',
  read,
})
