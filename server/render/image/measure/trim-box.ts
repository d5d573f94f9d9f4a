/**
 * The box that is left when borders like the corner are cut: a pixel counts as border when it is transparent or within
 * `tolerance` (0..1 of the greatest RGB distance) of the colour.
 */
import type { Rgba } from '../../../transformation/ast.ts'
import type { Box } from '../../../transformation/plan/operations.ts'
import type { Pixels } from '../pixels.ts'

const GREATEST = 255 * 255 * 3
/** Alpha up to this is no picture. */
const INVISIBLE = 2

export function trimBoxOf(pixels: Pixels, tolerance: number, colour: Rgba | null): Box {
  const { data, width, height, channels } = pixels
  const whole = { left: 0, top: 0, width, height }
  const key = colour === null ? [data[0], data[1], data[2]] : [colour.red, colour.green, colour.blue]
  const [red, green, blue] = key as [number, number, number]
  // A transparent corner has no colour to compare with: then only what is transparent is border.
  const isClear = colour === null && channels === 4 && (data[3] as number) <= INVISIBLE
  const limit = isClear ? -1 : tolerance * tolerance * GREATEST
  const isBorder = (at: number): boolean => {
    if (channels === 4 && (data[at + 3] as number) <= INVISIBLE) return true
    const dr = (data[at] as number) - red
    const dg = (data[at + 1] as number) - green
    const db = (data[at + 2] as number) - blue
    return dr * dr + dg * dg + db * db <= limit
  }
  const rowIsBorder = (y: number, from: number, to: number): boolean => {
    for (let x = from; x < to; x++) if (!isBorder((y * width + x) * channels)) return false
    return true
  }
  const columnIsBorder = (x: number, from: number, to: number): boolean => {
    for (let y = from; y < to; y++) if (!isBorder((y * width + x) * channels)) return false
    return true
  }
  let [top, bottom, left, right] = [0, height, 0, width]
  while (top < bottom && rowIsBorder(top, 0, width)) top += 1
  if (top === bottom) return whole
  while (rowIsBorder(bottom - 1, 0, width)) bottom -= 1
  while (columnIsBorder(left, top, bottom)) left += 1
  while (columnIsBorder(right - 1, top, bottom)) right -= 1
  return { left, top, width: right - left, height: bottom - top }
}
