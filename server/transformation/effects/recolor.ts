/**
 * `e_recolor:m11:m12:…`: recolours the picture by a matrix.
 *
 * Nine numbers for red, green and blue, or sixteen with alpha, row by row:
 * out = M x (red, green, blue[, alpha]), clamped to 0..255.
 */
import { defineEffect } from '../define-effect.ts'
import type { Matrix3, Matrix4 } from '../plan/operations.ts'
import { decimal, invalidValue } from '../readers.ts'
import { splitArguments } from './arguments/split.ts'

export const recolor = defineEffect({
  name: 'recolor',
  summary: 'Recolours the picture by a matrix',
  form: 'e_recolor:m11:m12:…',
  media: ['image', 'animation'],
  tier: 'A',
  read: (text, place) => {
    const numbers = splitArguments(text, ':').map((piece) => decimal({ min: -1000, max: 1000 }).read(piece, place))
    if (numbers.length !== 9 && numbers.length !== 16) throw invalidValue(text, place, '9 or 16 numbers, row by row')
    return { matrix: toMatrix(numbers) }
  },
  plan: ({ matrix }) => [{ op: 'recombine', matrix }],
})

function toMatrix(numbers: readonly number[]): Matrix3 | Matrix4 {
  const side = Math.sqrt(numbers.length)
  const rows = Array.from({ length: side }, (_, row) => numbers.slice(row * side, (row + 1) * side))
  return rows as unknown as Matrix3 | Matrix4
}
