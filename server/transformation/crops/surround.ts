/** Padding: the picture on a canvas of the box's size, placed by the anchor, `x` and `y`. */
import type { CropOutcome, CropRequest, Size } from './define-crop.ts'
import { anchored } from './window.ts'

/** @param inner what the picture was scaled to; it fits into `box`. */
export function surround(request: CropRequest, inner: CropOutcome, box: Size): CropOutcome {
  if (inner.width === box.width && inner.height === box.height) return inner
  const { x, y } = request.anchor.kind === 'fraction' ? request.anchor : { x: 0.5, y: 0.5 }
  const left = anchored(x, request.x, inner.width, box.width)
  const top = anchored(y, request.y, inner.height, box.height)
  const right = box.width - inner.width - left
  const bottom = box.height - inner.height - top
  const { background } = request
  return { ...box, operations: [...inner.operations, { op: 'extend', left, top, right, bottom, background }] }
}
