/**
 * `c_crop`: a window at its own size, never scaled. Without gravity it lies in the centre, or at (`x`, `y`) from the
 * top left when one of them is written; with gravity `x` and `y` shift it from there. What leaves the picture is
 * clipped. On a region without `w` and `h` the window is the region, 1/`z` as large about its centre.
 */
import type { Box } from '../plan/operations.ts'
import { refused } from '../plan/refusals.ts'
import { NORTH_WEST } from './anchor.ts'
import { type CropDefinition, type CropOutcome, type CropRequest, type Size, unchanged } from './define-crop.ts'
import { cut, cutAtAnchor } from './window.ts'

export const crop: CropDefinition = {
  mode: 'crop',
  summary: 'Cuts a window without scaling',
  sizing: 'cut',
  gravity: 'window',
  plan(request) {
    const { current, box, anchor } = request
    if (box === null) {
      return anchor.kind === 'region' ? wholeRegion(current, anchor.box, request.zoom) : unchanged(current)
    }
    const cornered = request.hasOffset && !request.hasGravity
    const from = cornered ? NORTH_WEST : anchor
    if (from.kind !== 'fraction' || !request.hasOffset) {
      const size = { width: Math.min(box.width, current.width), height: Math.min(box.height, current.height) }
      return cutAtAnchor(request, [], current, size, 1)
    }
    return clipped(request, box, from)
  },
}

function clipped(
  { current, x, y }: CropRequest,
  box: Size,
  from: { readonly x: number; readonly y: number },
): CropOutcome {
  const left = Math.floor(Math.max(0, current.width - box.width) * from.x) + x
  const top = Math.floor(Math.max(0, current.height - box.height) * from.y) + y
  return cut([], current, intersection(current, left, top, left + box.width, top + box.height))
}

function wholeRegion(current: Size, region: Box, zoom: number): CropOutcome {
  const width = region.width / zoom
  const height = region.height / zoom
  const left = Math.round(region.left + (region.width - width) / 2)
  const top = Math.round(region.top + (region.height - height) / 2)
  return cut([], current, intersection(current, left, top, left + Math.round(width), top + Math.round(height)))
}

function intersection(current: Size, left: number, top: number, right: number, bottom: number): Box {
  const box = { left: Math.max(0, left), top: Math.max(0, top) }
  const width = Math.min(current.width, right) - box.left
  const height = Math.min(current.height, bottom) - box.top
  if (width <= 0 || height <= 0) {
    throw refused(
      `Invalid crop in transformation: the window starts at ${left},${top}, outside of the picture of ${current.width}x${current.height}`,
    )
  }
  return { ...box, width, height }
}
