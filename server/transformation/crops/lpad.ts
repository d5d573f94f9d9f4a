/** `c_lpad`: `limit`, then padded to the box exactly. The gravity places the picture. */
import { type CropDefinition, unchanged } from './define-crop.ts'
import { fitFactor, resizeTo, scaledSize } from './scale-to.ts'
import { surround } from './surround.ts'

export const lpad: CropDefinition = {
  mode: 'lpad',
  summary: 'Fits into the box without enlarging and pads the rest',
  sizing: 'pad',
  gravity: 'place',
  plan(request) {
    const { current, box } = request
    if (box === null) return unchanged(current)
    return surround(request, resizeTo(current, scaledSize(current, Math.min(1, fitFactor(current, box)))), box)
  },
}
