/** `c_mfit`: like `fit`, but only enlarges. */
import { type CropDefinition, unchanged } from './define-crop.ts'
import { fitFactor, resizeTo, scaledSize } from './scale-to.ts'

export const mfit: CropDefinition = {
  mode: 'mfit',
  summary: 'Scales up until the picture fits the box',
  sizing: 'stretch',
  gravity: 'none',
  plan: ({ current, box }) =>
    box === null ? unchanged(current) : resizeTo(current, scaledSize(current, Math.max(1, fitFactor(current, box)))),
}
