/** `c_fill_pad`: understood, not available. It needs to know the outline of what matters, which only a model tells. */
import type { CropDefinition } from './define-crop.ts'

export const fillPad: CropDefinition = {
  mode: 'fill_pad',
  summary: 'Fills, but pads instead of cutting what matters',
  sizing: 'cut',
  gravity: 'auto',
  unavailable: 'model',
}
