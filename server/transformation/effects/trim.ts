/**
 * `e_trim[:0..100=10][:colour]`: cuts borders of a similar colour off.
 *
 * tolerance  percent of the greatest distance in RGB to the colour of the corner, to the given one, or to transparent.
 * A uniform picture is left as it is (our choice: the reference is silent). Cost: the picture is made once to be looked at.
 */
import { defineEffect } from '../define-effect.ts'
import { effectColour } from '../grammar/colour.ts'
import { notSupportedYet } from '../plan/refusals.ts'
import { level, optional } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ tolerance: level(0, 100, 10), colour: optional(effectColour) })

export const trim = defineEffect({
  name: 'trim',
  summary: 'Cuts borders of a similar colour off',
  form: 'e_trim[:0..100=10][:colour]',
  media: ['image', 'animation'],
  tier: 'A',
  read,
  plan({ tolerance, colour }, { picture, width, height, need }) {
    if (picture === null) throw notSupportedYet('effect trim on a text layer')
    const answer = need({ kind: 'trim', picture, tolerance: tolerance / 100, colour })
    if (answer.kind !== 'box') throw new Error(`a trim need was answered by ${answer.kind}`)
    const { box } = answer
    return box.width === width && box.height === height ? [] : [{ op: 'extract', ...box }]
  },
})
