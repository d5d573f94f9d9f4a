/**
 * `e_zoompan[:mode_…][;maxzoom_…][;du_…][;fps_…][;from_(…)][;to_(…)]`: moves a camera over the picture.
 */
import { defineEffect } from '../define-effect.ts'
import { choice } from '../readers.ts'
import { level, optional } from './arguments/argument.ts'
import { named } from './arguments/named.ts'
import { word } from './arguments/word.ts'

const read = named({
  mode: optional(choice('ztc', 'ztl', 'ztr', 'ofc', 'ofl', 'ofr', 'plr', 'prl')),
  maxzoom: level(1.1, 8, 1.4),
  du: level(1, 30, 4),
  fps: level(5, 60, 25),
  from: optional(word('a window such as (zoom_2;x_10;y_10)')),
  to: optional(word('a window such as (zoom_2;x_10;y_10)')),
})

export const zoompan = defineEffect({
  name: 'zoompan',
  summary: 'Moves a camera over the picture',
  form: 'e_zoompan[:mode_…][;maxzoom_…][;du_…][;fps_…][;from_(…)][;to_(…)]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
