/**
 * `e_colorize[:0..100=100]`: mixes a colour into the picture.
 *
 * level  percent of the colour. The colour is `co`, gray when absent; its alpha weakens it. Alpha is untouched.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { GRAY } from './arguments/plain-colours.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(0, 100, 100) })

export const colorize = defineEffect({
  name: 'colorize',
  summary: 'Mixes a colour into the picture',
  form: 'e_colorize[:0..100=100]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan: ({ level }, { values }) => {
    const { red, green, blue, alpha } = values.co ?? GRAY
    const part = (level / 100) * alpha
    const keep = 1 - part
    return [{ op: 'linear', multiply: [keep, keep, keep], add: [red * part, green * part, blue * part] }]
  },
})
