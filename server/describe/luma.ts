/** Brightness of every pixel, 0..255, by the weights of Rec. 709 on the coded values. */
import type { Pixels } from '../render/image/pixels.ts'

export interface Luma {
  readonly values: Float32Array
  readonly width: number
  readonly height: number
}

/** Of a picture without alpha, one frame. */
export function lumaOf({ data, width, height, channels }: Pixels): Luma {
  const values = new Float32Array(width * height)
  for (let index = 0, at = 0; index < values.length; index++, at += channels) {
    values[index] =
      0.2126 * (data[at] as number) + 0.7152 * (data[at + 1] as number) + 0.0722 * (data[at + 2] as number)
  }
  return { values, width, height }
}
