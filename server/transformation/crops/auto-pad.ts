/** `c_auto_pad`: understood, not available. It needs to know the outline of what matters, which only a model tells. */
import type { CropDefinition } from './define-crop.ts'

export const autoPad: CropDefinition = {
  mode: 'auto_pad',
  summary: 'Finds the best crop, and pads instead of cutting what matters',
  sizing: 'cut',
  gravity: 'auto',
  unavailable: 'model',
}
