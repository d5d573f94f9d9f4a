/** `c_mpad`: never scaled, padded where the box is larger than the picture. */
import { type CropDefinition, unchanged } from './define-crop.ts'
import { surround } from './surround.ts'

export const mpad: CropDefinition = {
  mode: 'mpad',
  summary: 'Pads up to the box without scaling',
  sizing: 'pad',
  gravity: 'place',
  plan(request) {
    const { current, box } = request
    if (box === null) return unchanged(current)
    const canvas = { width: Math.max(current.width, box.width), height: Math.max(current.height, box.height) }
    return surround(request, unchanged(current), canvas)
  },
}
