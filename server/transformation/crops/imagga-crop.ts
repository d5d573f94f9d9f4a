/** `c_imagga_crop`: understood, not available. A third party's service, which is not part of an installation. */
import type { CropDefinition } from './define-crop.ts'

export const imaggaCrop: CropDefinition = {
  mode: 'imagga_crop',
  summary: 'Crops by an add-on',
  sizing: 'cut',
  gravity: 'none',
  unavailable: 'add-on',
}
