/**
 * `e_fade[:±milliseconds=1000]`: fades in or out.
 *
 * milliseconds  positive: in at the start; negative: out at the end.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ milliseconds: level(-3_600_000, 3_600_000, 1000) })

export const fade = defineEffect({
  name: 'fade',
  summary: 'Fades in or out',
  form: 'e_fade[:±milliseconds=1000]',
  media: ['video', 'animation'],
  tier: 'A',
  read,
  plan: ({ milliseconds }, { animated }) =>
    animated && milliseconds !== 0
      ? [
          {
            op: 'frames',
            selection: {
              kind: 'fade',
              milliseconds: Math.abs(milliseconds),
              direction: milliseconds > 0 ? 'in' : 'out',
            },
          },
        ]
      : [],
})
