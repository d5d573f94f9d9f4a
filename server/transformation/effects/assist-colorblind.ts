/**
 * `e_assist_colorblind[:1..100=10|xray]`: helps colour-blind people to tell colours apart.
 *
 * xray   shifts what a deuteranope does not see into colours that they do: I + E (I - D), where D is the matrix of
 *        `e_simulate_colorblind` and E moves the lost red into green and blue.
 * 1..100 stripes over what is hard to tell apart: not rendered yet.
 */
import { defineEffect } from '../define-effect.ts'
import type { Matrix3 } from '../plan/operations.ts'
import { notSupportedYet } from '../plan/refusals.ts'
import { argument } from './arguments/argument.ts'
import { add, IDENTITY, multiply, subtract } from './arguments/colour-matrix.ts'
import { positional } from './arguments/positional.ts'
import { strengthOr } from './arguments/word.ts'
import { COLOUR_BLINDNESS } from './simulate-colorblind.ts'

const LOST_RED_TO_OTHERS: Matrix3 = [
  [0, 0, 0],
  [0.7, 1, 0],
  [0.7, 0, 1],
]

const read = positional({ mode: argument(strengthOr('xray'), 10) })

export const assistColorblind = defineEffect({
  name: 'assist_colorblind',
  summary: 'Helps colour-blind people to tell colours apart',
  form: 'e_assist_colorblind[:1..100=10|xray]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
  plan: ({ mode }) => {
    if (mode !== 'xray') throw notSupportedYet('effect assist_colorblind with stripes')
    const lost = subtract(IDENTITY, COLOUR_BLINDNESS.deuteranopia)
    return [{ op: 'recombine', matrix: add(IDENTITY, multiply(LOST_RED_TO_OTHERS, lost)) }]
  },
})
