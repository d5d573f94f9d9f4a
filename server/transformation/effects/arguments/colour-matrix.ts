/** Matrices on (red, green, blue), row-major, and what effects do with them. */
import type { Matrix3 } from '../../plan/operations.ts'

export const IDENTITY: Matrix3 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

/** Luma of ITU-R BT.709 in all three channels. */
export const LUMA: Matrix3 = [
  [0.2126, 0.7152, 0.0722],
  [0.2126, 0.7152, 0.0722],
  [0.2126, 0.7152, 0.0722],
]

/** `part` 0 leaves the picture as it is, 1 gives the whole effect. */
export function mixWithIdentity(matrix: Matrix3, part: number): Matrix3 {
  return combine(matrix, IDENTITY, (a, b) => a * part + b * (1 - part))
}

export function add(a: Matrix3, b: Matrix3): Matrix3 {
  return combine(a, b, (x, y) => x + y)
}

export function subtract(a: Matrix3, b: Matrix3): Matrix3 {
  return combine(a, b, (x, y) => x - y)
}

/** First `b`, then `a`. */
export function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const column = (index: 0 | 1 | 2) => [b[0][index], b[1][index], b[2][index]] as const
  const columns = [column(0), column(1), column(2)] as const
  return a.map((row) => columns.map(([x, y, z]) => row[0] * x + row[1] * y + row[2] * z)) as unknown as Matrix3
}

function combine(a: Matrix3, b: Matrix3, each: (x: number, y: number) => number): Matrix3 {
  return a.map((row, i) =>
    row.map((value, j) => each(value, (b[i] as readonly number[])[j] as number)),
  ) as unknown as Matrix3
}
