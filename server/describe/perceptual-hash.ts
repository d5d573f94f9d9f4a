/**
 * 64-bit perceptual hash: 32 x 32 luma, discrete cosine transform, the 8 x 8 lowest frequencies, each bit telling
 * whether one is above their median (the constant term left out of it). Similar pictures differ in few bits.
 */
import type { Sample } from './sample.ts'

const SIDE = 32
const KEPT = 8

/** 16 hexadecimal digits. */
export function perceptualHash(sample: Sample): string {
  const coefficients = lowFrequencies(lumaGrid(sample))
  const sorted = coefficients.slice(1).sort((a, b) => a - b)
  const median = sorted[31] as number
  let hash = 0n
  for (const value of coefficients) hash = (hash << 1n) | (value > median ? 1n : 0n)
  return hash.toString(16).padStart(16, '0')
}

/** Box-averaged luma on white. */
function lumaGrid({ data, width, height }: Sample): Float64Array {
  const grid = new Float64Array(SIDE * SIDE)
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const left = Math.floor((column * width) / SIDE)
      const right = Math.max(left + 1, Math.floor(((column + 1) * width) / SIDE))
      const top = Math.floor((row * height) / SIDE)
      const bottom = Math.max(top + 1, Math.floor(((row + 1) * height) / SIDE))
      let sum = 0
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const at = (y * width + x) * 4
          const luma =
            0.2126 * (data[at] as number) + 0.7152 * (data[at + 1] as number) + 0.0722 * (data[at + 2] as number)
          const alpha = (data[at + 3] as number) / 255
          sum += luma * alpha + 255 * (1 - alpha)
        }
      }
      grid[row * SIDE + column] = sum / ((right - left) * (bottom - top))
    }
  }
  return grid
}

function lowFrequencies(grid: Float64Array): number[] {
  const cosines = Float64Array.from({ length: KEPT * SIDE }, (_, index) => {
    const [frequency, position] = [Math.floor(index / SIDE), index % SIDE]
    return Math.cos(((2 * position + 1) * frequency * Math.PI) / (2 * SIDE))
  })
  const rows = new Float64Array(SIDE * KEPT)
  for (let y = 0; y < SIDE; y++) {
    for (let u = 0; u < KEPT; u++) {
      let sum = 0
      for (let x = 0; x < SIDE; x++) sum += (grid[y * SIDE + x] as number) * (cosines[u * SIDE + x] as number)
      rows[y * KEPT + u] = sum
    }
  }
  const result: number[] = []
  for (let v = 0; v < KEPT; v++) {
    for (let u = 0; u < KEPT; u++) {
      let sum = 0
      for (let y = 0; y < SIDE; y++) sum += (rows[y * KEPT + u] as number) * (cosines[v * SIDE + y] as number)
      result.push(sum)
    }
  }
  return result
}
