/** `c_scale`, and `w`, `h`, `ar` without a mode: the box exactly, stretched if need be. */
import { type CropDefinition, unchanged } from './define-crop.ts'
import { resizeTo } from './scale-to.ts'

export const scale: CropDefinition = {
  mode: 'scale',
  summary: 'Stretches to the exact size',
  sizing: 'stretch',
  gravity: 'none',
  plan: ({ current, box }) => (box === null ? unchanged(current) : resizeTo(current, box)),
}
