/** `c_limit`: like `fit`, but never enlarges. */
import { type CropDefinition, unchanged } from './define-crop.ts'
import { fitFactor, resizeTo, scaledSize } from './scale-to.ts'

export const limit: CropDefinition = {
  mode: 'limit',
  summary: 'Scales down until the picture fits into the box',
  sizing: 'stretch',
  gravity: 'none',
  plan: ({ current, box }) =>
    box === null ? unchanged(current) : resizeTo(current, scaledSize(current, Math.min(1, fitFactor(current, box)))),
}
