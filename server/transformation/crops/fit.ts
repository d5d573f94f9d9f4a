/** `c_fit`: the whole picture, as large as the box allows. */
import { type CropDefinition, unchanged } from './define-crop.ts'
import { fitFactor, resizeTo, scaledSize } from './scale-to.ts'

export const fit: CropDefinition = {
  mode: 'fit',
  summary: 'Scales until the picture fits into the box',
  sizing: 'stretch',
  gravity: 'none',
  plan: ({ current, box }) =>
    box === null ? unchanged(current) : resizeTo(current, scaledSize(current, fitFactor(current, box))),
}
