/**
 * Covering a box: scale until the picture covers it (`zoom` times more), then cut the surplus at the anchor. The resize
 * comes first, so that an engine can shrink while it decodes; only where that would make a giant of a very long picture
 * the window is cut first.
 */
import { type CropOutcome, type CropRequest, type Size, unchanged } from './define-crop.ts'
import { roundSize } from './lengths.ts'
import { fillFactor, resizeTo, scaledSize } from './scale-to.ts'
import { cutAtAnchor } from './window.ts'

export function cover(request: CropRequest, zoom = 1): CropOutcome {
  const { current, box } = request
  if (box === null) return unchanged(current)
  const factor = fillFactor(current, box) * Math.max(1, zoom)
  const scaled = atLeast(scaledSize(current, factor), box)
  if (request.fits(scaled)) {
    return cutAtAnchor(request, resizeTo(current, scaled).operations, scaled, box, factor)
  }
  const window = atMost({ width: roundSize(box.width / factor), height: roundSize(box.height / factor) }, current)
  const piece = cutAtAnchor(request, [], current, window, 1)
  const resized = resizeTo(window, box)
  return { ...box, operations: [...piece.operations, ...resized.operations] }
}

function atLeast(size: Size, least: Size): Size {
  return { width: Math.max(size.width, least.width), height: Math.max(size.height, least.height) }
}

function atMost(size: Size, most: Size): Size {
  return { width: Math.min(size.width, most.width), height: Math.min(size.height, most.height) }
}
