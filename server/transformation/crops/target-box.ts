/** From `w`, `h` and `ar` to the box that a crop mode aims at; the rules of a lone dimension and of a lone ratio. */
import type { ClosedValues, Length } from '../ast.ts'
import type { CropDefinition, Size } from './define-crop.ts'
import { lengthPixels, roundSize } from './lengths.ts'

export interface BoxRequest {
  readonly values: Pick<ClosedValues, 'w' | 'h' | 'ar'>
  readonly current: Size
  /** What decimals are multiples of: the current picture, or the base of a layer with `fl_relative`. */
  readonly relativeTo: Size
  /** `fl_ignore_aspect_ratio`: a missing side keeps its length. */
  readonly keepsOtherSide: boolean
  /** Multiplies sizes in pixels. */
  readonly dpr: number
  readonly sizing: CropDefinition['sizing']
}

/** Null when none of the three is written. */
export function targetBox({ values, current, relativeTo, keepsOtherSide, dpr, sizing }: BoxRequest): Size | null {
  const { ar } = values
  const width = values.w && side(values.w, relativeTo.width, dpr)
  const height = values.h && side(values.h, relativeTo.height, dpr)
  const ratio = ar ?? current.width / current.height
  if (width !== undefined && height !== undefined) return { width, height }
  if (width !== undefined) {
    return { width, height: ar === undefined && keepsOtherSide ? current.height : roundSize(width / ratio) }
  }
  if (height !== undefined) {
    return { width: ar === undefined && keepsOtherSide ? current.width : roundSize(height * ratio), height }
  }
  return ar === undefined ? null : ratioBox(current, ar, sizing)
}

function side(length: Length, relativeTo: number, dpr: number): number {
  return length.kind === 'pixels' ? roundSize(length.value * dpr) : lengthPixels(length, relativeTo)
}

function ratioBox(current: Size, ratio: number, sizing: CropDefinition['sizing']): Size {
  if (ratio === 1) {
    const side = sizing === 'cut' ? Math.min(current.width, current.height) : Math.max(current.width, current.height)
    return { width: side, height: side }
  }
  const byWidth = { width: current.width, height: roundSize(current.width / ratio) }
  const byHeight = { width: roundSize(current.height * ratio), height: current.height }
  const box = ratio > 1 ? byWidth : byHeight
  if (sizing !== 'cut') return box
  if (box.height > current.height) return byHeight
  return box.width > current.width ? byWidth : box
}
