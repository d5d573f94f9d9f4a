/**
 * `e_shadow[:0..100=40]`: lays a shadow under the picture.
 *
 * strength  blur of the shadow: 40 is a standard deviation of 5 px. Colour `co` (gray), offset `x`, `y` (10 px each).
 * The canvas grows so that the shadow is inside. Our approximation.
 */
import { offsetPixels } from '../crops/lengths.ts'
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { GRAY, TRANSPARENT } from './arguments/plain-colours.ts'
import { positional } from './arguments/positional.ts'

const DEFAULT_OFFSET = 10

const read = positional({ strength: level(0, 100, 40) })

export const shadow = defineEffect({
  name: 'shadow',
  summary: 'Lays a shadow under the picture',
  form: 'e_shadow[:0..100=40]',
  media: ['image', 'animation'],
  takes: ['x', 'y'],
  tier: 'A',
  read,
  plan: ({ strength }, { values, width, height }) => {
    const colour = values.co ?? GRAY
    const sigma = strength / 8
    const reach = Math.ceil(3 * sigma)
    const x = values.x === undefined ? DEFAULT_OFFSET : offsetPixels(values.x, width)
    const y = values.y === undefined ? DEFAULT_OFFSET : offsetPixels(values.y, height)
    const left = Math.max(0, reach - x)
    const right = Math.max(0, reach + x)
    const top = Math.max(0, reach - y)
    const bottom = Math.max(0, reach + y)
    return [
      { op: 'extend', left, top, right, bottom, background: TRANSPARENT },
      { op: 'shadow', x, y, sigma, opacity: colour.alpha, colour: { ...colour, alpha: 1 } },
    ]
  },
})
