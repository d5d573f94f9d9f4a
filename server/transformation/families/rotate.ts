/** `a`: turning and mirroring. */
import type { Angle } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { numberOf, reader, type ValuePlace } from '../readers.ts'

const angle = reader<Angle>(
  'degrees, hflip, vflip, ignore, auto_right or auto_left, or several of them separated by dots',
  (text, place) => {
    // One number may have decimals; three or more pieces, or one that is a word, make it a list.
    const value = numberOf(text, place)
    if (value !== null) return { turns: [value], ignoreOrientation: false, automatic: null }
    return readList(text.split('.'), place)
  },
)

export const rotate = defineFamily(
  'rotate',
  defineParameter({
    key: 'a',
    name: 'angle',
    summary: 'Turns clockwise by degrees, mirrors, or leaves the EXIF orientation alone',
    forms: ['a_<degrees>', 'a_hflip', 'a_vflip', 'a_<step>.<step>…', 'a_auto_right', 'a_auto_left', 'a_ignore'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'number',
    reader: angle,
  }),
)

function readList(pieces: readonly string[], place: ValuePlace): Angle | undefined {
  const turns: Angle['turns'][number][] = []
  let ignoreOrientation = false
  let automatic: Angle['automatic'] = null
  for (const piece of pieces) {
    const degrees = numberOf(piece, place)
    if (degrees !== null) turns.push(degrees)
    else if (piece === 'hflip' || piece === 'vflip') turns.push(piece)
    else if (piece === 'ignore') ignoreOrientation = true
    else if (piece === 'auto_right' || piece === 'auto_left') automatic = piece
    // Old names for turning by the EXIF orientation, which is always done.
    else if (piece !== 'auto' && piece !== 'exif') return undefined
  }
  return { turns, ignoreOrientation, automatic }
}
