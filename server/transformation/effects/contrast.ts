/**
 * `e_contrast[:level_n][;type_sigmoidal|linear]`: makes the contrast stronger or weaker.
 *
 * sigmoidal  -100..100, default 0: a sigmoid with its middle at 50 % and a steepness of level / 10; negative inverts it.
 * linear     1..200, default 100: (v - 128) * level / 100 + 128.
 * Our approximation.
 */
import { defineEffect } from '../define-effect.ts'
import { choice, decimal } from '../readers.ts'
import { argument, optional } from './arguments/argument.ts'
import { equalCurves } from './arguments/curve.ts'
import { named } from './arguments/named.ts'

const RANGES = { sigmoidal: { min: -100, max: 100, absent: 0 }, linear: { min: 1, max: 200, absent: 100 } } as const
const read = named({ level: optional(decimal()), type: argument(choice('sigmoidal', 'linear'), 'sigmoidal') })

export const contrast = defineEffect({
  name: 'contrast',
  summary: 'Makes the contrast stronger or weaker',
  form: 'e_contrast[:level_n][;type_sigmoidal|linear]',
  media: ['image', 'animation', 'video'],
  tier: 'A',
  read: (text, place) => {
    const { level, type } = read(text, place)
    const { min, max, absent } = RANGES[type]
    return { type, level: level === null ? absent : Math.min(max, Math.max(min, level)) }
  },
  plan: ({ type, level }) => {
    if (type === 'linear') {
      const factor = level / 100
      const add = 128 - 128 * factor
      return [{ op: 'linear', multiply: [factor, factor, factor], add: [add, add, add] }]
    }
    return level === 0 ? [] : [equalCurves((value) => 255 * sigmoid(value / 255, level / 10))]
  },
})

/** 0..1 to 0..1, both ends fixed; a negative steepness gives the inverse function. */
function sigmoid(tone: number, steepness: number): number {
  const at = (x: number) => 1 / (1 + Math.exp(-Math.abs(steepness) * (x - 0.5)))
  const low = at(0)
  const high = at(1)
  if (steepness > 0) return (at(tone) - low) / (high - low)
  const y = low + tone * (high - low)
  return 0.5 - Math.log(1 / y - 1) / Math.abs(steepness)
}
