/**
 * Traces of block coding: how much larger the steps across the borders of 8 x 8 blocks are than those inside (the
 * first feature of Wang, Sheikh and Bovik, 2002). 1 means that the borders do not show.
 */
import type { Luma } from './luma.ts'

const BLOCK = 8
/** Nobody sees steps of so many levels: what is smooth everywhere has no blocks. */
const UNSEEN = 1.5

/** Mean step over a border by the mean step elsewhere; the picture begins on the grid. */
export function borderRatio(luma: Luma): number {
  const across = steps(luma, 1, luma.width, luma.height, luma.width)
  const down = steps(luma, luma.width, luma.height, luma.width, 1)
  const borders = across.borders + down.borders
  const inside = across.inside + down.inside
  const borderCount = across.borderCount + down.borderCount
  const insideCount = across.insideCount + down.insideCount
  if (borderCount === 0 || insideCount === 0) return 1
  return (borders / borderCount + UNSEEN) / (inside / insideCount + UNSEEN)
}

function steps({ values }: Luma, step: number, length: number, lines: number, nextLine: number) {
  const found = { borders: 0, borderCount: 0, inside: 0, insideCount: 0 }
  for (let line = 0; line < lines; line++) {
    for (let index = 1; index < length; index++) {
      const at = line * nextLine + index * step
      const difference = Math.abs((values[at] as number) - (values[at - step] as number))
      if (index % BLOCK === 0) {
        found.borders += difference
        found.borderCount += 1
      } else {
        found.inside += difference
        found.insideCount += 1
      }
    }
  }
  return found
}
