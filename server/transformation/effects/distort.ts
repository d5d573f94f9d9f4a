/**
 * `e_distort:x1:y1:…:x4:y4 or distort:arc:degrees`: bends the picture.
 */
import { defineEffect } from '../define-effect.ts'
import { decimal, invalidValue } from '../readers.ts'
import { splitArguments } from './arguments/split.ts'

export const distort = defineEffect({
  name: 'distort',
  summary: 'Bends the picture',
  form: 'e_distort:x1:y1:…:x4:y4 or distort:arc:degrees',
  media: ['image', 'animation'],
  tier: 'B',
  read: (text, place) => {
    const pieces = splitArguments(text, ':')
    if (pieces[0] === 'arc' && pieces.length === 2) {
      return { kind: 'arc', degrees: decimal({ min: -360, max: 360 }).read(pieces[1] as string, place) }
    }
    if (pieces.length !== 8)
      throw invalidValue(text, place, 'eight coordinates x1:y1:x2:y2:x3:y3:x4:y4, or arc:degrees')
    return { kind: 'corners', coordinates: pieces.map((piece) => decimal().read(piece, place)) }
  },
})
