/** A 4x4 matrix over red, green, blue and straight alpha. */
import type { Matrix4 } from '../../../transformation/plan/operations.ts'
import { type Pixels, withAlpha } from '../pixels.ts'

export function recombineWithAlpha(pixels: Pixels, matrix: Matrix4): Pixels {
  const source = withAlpha(pixels)
  const input = source.data
  // Rounds and clamps as it stores.
  const data = new Uint8ClampedArray(input.length)
  const m = matrix.flat()
  const at = (index: number) => m[index] as number
  const [m0, m1, m2, m3, m4, m5, m6, m7] = [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)]
  const [m8, m9, m10, m11, m12, m13, m14, m15] = [at(8), at(9), at(10), at(11), at(12), at(13), at(14), at(15)]
  for (let i = 0; i < input.length; i += 4) {
    const r = input[i] as number
    const g = input[i + 1] as number
    const b = input[i + 2] as number
    const a = input[i + 3] as number
    data[i] = m0 * r + m1 * g + m2 * b + m3 * a
    data[i + 1] = m4 * r + m5 * g + m6 * b + m7 * a
    data[i + 2] = m8 * r + m9 * g + m10 * b + m11 * a
    data[i + 3] = m12 * r + m13 * g + m14 * b + m15 * a
  }
  return { ...source, data: Buffer.from(data.buffer) }
}
