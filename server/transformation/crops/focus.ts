/**
 * `thumb` and `auto` on a region: the smallest window of the box's ratio that contains the region, 1/zoom as large,
 * shifted inside the picture, scaled to the box.
 */
import type { Box } from '../plan/operations.ts'
import type { CropOutcome, CropRequest, Size } from './define-crop.ts'
import { roundSize } from './lengths.ts'
import { resizeTo } from './scale-to.ts'
import { centred, cut } from './window.ts'

export function focus(request: CropRequest, region: Box, margin: number, box: Size): CropOutcome {
  const { current } = request
  const ratio = box.width / box.height
  const wanted = (Math.max(region.width, region.height * ratio) * margin) / request.zoom
  const widest = Math.min(current.width, current.height * ratio)
  const windowWidth = Math.min(widest, Math.max(1, ratio, wanted))
  const factor = box.width / windowWidth
  const middle = { x: region.left + region.width / 2, y: region.top + region.height / 2 }
  if (factor <= 1) {
    const scaled = {
      width: Math.max(box.width, roundSize(current.width * factor)),
      height: Math.max(box.height, roundSize(current.height * factor)),
    }
    return cut(resizeTo(current, scaled).operations, scaled, {
      left: centred(middle.x * factor, box.width, scaled.width),
      top: centred(middle.y * factor, box.height, scaled.height),
      ...box,
    })
  }
  const window = {
    width: Math.min(current.width, roundSize(windowWidth)),
    height: Math.min(current.height, roundSize(windowWidth / ratio)),
  }
  const piece = cut([], current, {
    left: centred(middle.x, window.width, current.width),
    top: centred(middle.y, window.height, current.height),
    ...window,
  })
  return { ...box, operations: [...piece.operations, ...resizeTo(window, box).operations] }
}
