/**
 * `c_lfill`: `fill` that never enlarges. A picture smaller than the box on both sides stays as it is; one that is
 * smaller on one side is cut on the other without scaling (our choice: the reference is silent).
 */
import { cover } from './cover.ts'
import { type CropDefinition, unchanged } from './define-crop.ts'
import { cutAtAnchor } from './window.ts'

export const lfill: CropDefinition = {
  mode: 'lfill',
  summary: 'Covers the box without enlarging',
  sizing: 'cut',
  gravity: 'window',
  plan(request) {
    const { current, box } = request
    if (box === null || (current.width < box.width && current.height < box.height)) return unchanged(current)
    if (current.width >= box.width && current.height >= box.height) return cover(request)
    const size = { width: Math.min(current.width, box.width), height: Math.min(current.height, box.height) }
    return cutAtAnchor(request, [], current, size, 1)
  },
}
