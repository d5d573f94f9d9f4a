/** `c_fill`: the box exactly; scaled until it is covered, the surplus cut at the gravity (centre). */
import { cover } from './cover.ts'
import type { CropDefinition } from './define-crop.ts'

export const fill: CropDefinition = {
  mode: 'fill',
  summary: 'Covers the box and cuts the surplus',
  sizing: 'cut',
  gravity: 'window',
  plan: (request) => cover(request),
}
