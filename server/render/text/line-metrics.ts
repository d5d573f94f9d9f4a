/**
 * The room that `fl_text_no_trim` keeps around the ink: up to the ascent of the first line, down to the descent of the
 * last one, and the advance at the sides. libvips crops to the ink, so the room is found by setting the text again
 * beside letters whose place is known.
 */
import type { TextPicture } from '../../transformation/plan/plan-types.ts'
import type { Coverage } from './coverage.ts'
import { type FontFamily, familyFor } from './font-table.ts'

/** Share of the size from the top of a line to its baseline (hhea tables of the files). */
const ASCENT: Readonly<Record<FontFamily, number>> = {
  Anton: 1.176,
  Arimo: 0.905,
  Cousine: 0.833,
  Gelasio: 0.928,
  'Noto Sans': 1.069,
  'Open Sans': 1.069,
  Roboto: 0.928,
  Tinos: 0.891,
}

export interface Room {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** `ink` sets a text; with `overlined` its width is the advance and not the ink's. */
export async function roomAround(
  text: string,
  { style }: TextPicture,
  ink: (text: string, overlined?: boolean) => Promise<Coverage>,
): Promise<Room> {
  const ascent = ASCENT[familyFor(style.font)] * style.size
  const [alone, capital, under, over, advance] = await Promise.all([
    ink(text),
    ink('H'),
    ink(`H\n${text}`),
    ink(`${text}\nH`),
    ink(text, true),
  ])
  const twoLines = await ink('H\nH')
  const pitch = twoLines.height - capital.height
  // Places are counted from the top of the first line; capitals stand on the baseline.
  const bottom = under.height + (ascent - capital.height) - pitch
  const top = bottom - alone.height
  const lines = Math.max(1, Math.round((over.height + top - ascent) / pitch))
  const sides = Math.max(0, advance.width - alone.width)
  const left = Math.min(sides, Math.round(style.size * 0.06))
  return {
    left,
    top: Math.max(0, Math.round(top)),
    right: sides - left,
    bottom: Math.max(0, Math.round(lines * pitch - bottom)),
  }
}
