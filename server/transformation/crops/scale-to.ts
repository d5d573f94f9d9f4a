/** Scaling by one factor for both sides, as most modes do. */
import { type CropOutcome, type Size, unchanged } from './define-crop.ts'
import { roundSize } from './lengths.ts'

/** The factor at which the picture just fits into the box. */
export function fitFactor(current: Size, box: Size): number {
  return Math.min(box.width / current.width, box.height / current.height)
}

/** The factor at which the picture just covers the box. */
export function fillFactor(current: Size, box: Size): number {
  return Math.max(box.width / current.width, box.height / current.height)
}

export function scaledSize(current: Size, factor: number): Size {
  return { width: roundSize(current.width * factor), height: roundSize(current.height * factor) }
}

/** A resize, or nothing when the size is right already. */
export function resizeTo(current: Size, target: Size): CropOutcome {
  if (target.width === current.width && target.height === current.height) return unchanged(current)
  const { width, height } = target
  return { operations: [{ op: 'resize', width, height }], width, height }
}
