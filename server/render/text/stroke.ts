/**
 * Grows ink by a distance in pixels, antialiased: exact Euclidean distance transform (Felzenszwalb and Huttenlocher,
 * 2012: the lower envelope of parabolas along rows, then columns). Linear in pixels, whatever the distance.
 */
import type { Coverage } from './coverage.ts'

const FAR = 1e12

/** The picture must have room for the growth already. */
export function grown({ data, width, height }: Coverage, distance: number): Coverage {
  const squared = new Float64Array(width * height)
  for (let at = 0; at < squared.length; at++) squared[at] = (data[at] as number) >= 128 ? 0 : FAR
  const side = Math.max(width, height)
  const scratch = {
    line: new Float64Array(side),
    apex: new Int32Array(side),
    border: new Float64Array(side + 1),
  }
  for (let x = 0; x < width; x++) transformLine(squared, x, width, height, scratch)
  for (let y = 0; y < height; y++) transformLine(squared, y * width, 1, width, scratch)
  const out = new Uint8Array(width * height)
  for (let at = 0; at < out.length; at++) {
    const reach = distance + 0.5 - Math.sqrt(squared[at] as number)
    const edge = reach <= 0 ? 0 : reach >= 1 ? 255 : Math.round(reach * 255)
    // Antialiased pixels of the ink itself stay at least as dark as they were.
    out[at] = Math.max(edge, data[at] as number)
  }
  return { data: out, width, height }
}

interface Scratch {
  readonly line: Float64Array
  readonly apex: Int32Array
  readonly border: Float64Array
}

function transformLine(values: Float64Array, start: number, step: number, length: number, scratch: Scratch): void {
  const { line, apex, border } = scratch
  for (let i = 0; i < length; i++) line[i] = values[start + i * step] as number
  let last = 0
  apex[0] = 0
  border[0] = -FAR
  border[1] = FAR
  for (let i = 1; i < length; i++) {
    let crossing = crossingOf(line, i, apex[last] as number)
    while (last > 0 && crossing <= (border[last] as number)) {
      last -= 1
      crossing = crossingOf(line, i, apex[last] as number)
    }
    if (crossing <= (border[last] as number)) {
      apex[0] = i
      border[0] = -FAR
      border[1] = FAR
      last = 0
      continue
    }
    last += 1
    apex[last] = i
    border[last] = crossing
    border[last + 1] = FAR
  }
  for (let i = 0, k = 0; i < length; i++) {
    while ((border[k + 1] as number) < i) k += 1
    const centre = apex[k] as number
    values[start + i * step] = (i - centre) ** 2 + (line[centre] as number)
  }
}

function crossingOf(line: Float64Array, later: number, earlier: number): number {
  const rise = (line[later] as number) + later * later - ((line[earlier] as number) + earlier * earlier)
  return rise / (2 * (later - earlier))
}
