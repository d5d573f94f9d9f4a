/** `c_imagga_scale`: understood, not available. A third party's service, which is not part of an installation. */
import type { CropDefinition } from './define-crop.ts'

export const imaggaScale: CropDefinition = {
  mode: 'imagga_scale',
  summary: 'Scales by an add-on',
  sizing: 'stretch',
  gravity: 'none',
  unavailable: 'add-on',
}
