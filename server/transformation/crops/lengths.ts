/** From the written forms of lengths to whole pixels. */
import type { Length, Offset } from '../ast.ts'

/** Half up, at least 1: the rounding of every size in the language. */
export function roundSize(value: number): number {
  // 150 * (400 / 600) is a hair above 100: sums of that kind must not tip over to the next pixel.
  return Math.max(1, Math.floor(Number(value.toFixed(6)) + 0.5))
}

/** Decimals above this are pixels, not multiples: `w_556.5` occurs in the wild. */
const GREATEST_MULTIPLE = 10

/** A width or height; `side` is what a multiple refers to. `auto` must have been resolved before. */
export function lengthPixels(length: Length, side: number): number {
  switch (length.kind) {
    case 'pixels':
      return roundSize(length.value)
    case 'relative':
      return roundSize(length.factor > GREATEST_MULTIPLE ? length.factor : length.factor * side)
    case 'auto':
      return side
  }
}

/** An `x` or `y`; `side` is what a fraction refers to. May be negative. */
export function offsetPixels(offset: Offset, side: number): number {
  return Math.round(offset.kind === 'pixels' ? offset.value : offset.factor * side)
}
