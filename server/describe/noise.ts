/**
 * Noise of a picture, in levels of brightness (standard deviation), by Immerkær's fast estimate (1996): a mask that
 * answers neither to flat areas nor to slopes. It does answer to texture, so that the quietest squares are believed.
 */
import type { Luma } from './luma.ts'

const SQUARE = 32
/** Which of the squares, from the quietest. */
const QUANTILE = 0.2
/** Squares as dark or bright as this are clipped: their noise is gone, not absent. */
const DARKEST = 8
const BRIGHTEST = 247

export function noiseLevel(luma: Luma): number {
  const levels: number[] = []
  for (let top = 1; top + SQUARE < luma.height; top += SQUARE) {
    for (let left = 1; left + SQUARE < luma.width; left += SQUARE) {
      const level = squareLevel(luma, left, top)
      if (level !== null) levels.push(level)
    }
  }
  levels.sort((a, b) => a - b)
  return levels[Math.floor(levels.length * QUANTILE)] ?? 0
}

function squareLevel({ values, width }: Luma, left: number, top: number): number | null {
  let answers = 0
  let sum = 0
  for (let y = top; y < top + SQUARE; y++) {
    for (let x = left; x < left + SQUARE; x++) {
      const at = y * width + x
      const value = (index: number) => values[index] as number
      const corners = value(at - width - 1) + value(at - width + 1) + value(at + width - 1) + value(at + width + 1)
      const sides = value(at - width) + value(at - 1) + value(at + 1) + value(at + width)
      answers += Math.abs(corners - 2 * sides + 4 * value(at))
      sum += value(at)
    }
  }
  const count = SQUARE * SQUARE
  const mean = sum / count
  if (mean < DARKEST || mean > BRIGHTEST) return null
  return (Math.sqrt(Math.PI / 2) * answers) / (6 * count)
}
