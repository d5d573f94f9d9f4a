/** Every crop mode of the language, one line each. */
import type { CropMode } from '../ast.ts'
import { auto } from './auto.ts'
import { autoPad } from './auto-pad.ts'
import { crop } from './crop.ts'
import type { CropDefinition } from './define-crop.ts'
import { fill } from './fill.ts'
import { fillPad } from './fill-pad.ts'
import { fit } from './fit.ts'
import { imaggaCrop } from './imagga-crop.ts'
import { imaggaScale } from './imagga-scale.ts'
import { lfill } from './lfill.ts'
import { limit } from './limit.ts'
import { lpad } from './lpad.ts'
import { mfit } from './mfit.ts'
import { mpad } from './mpad.ts'
import { pad } from './pad.ts'
import { scale } from './scale.ts'
import { thumb } from './thumb.ts'

export const crops: Readonly<Record<CropMode, CropDefinition>> = {
  auto,
  auto_pad: autoPad,
  crop,
  fill,
  fill_pad: fillPad,
  fit,
  imagga_crop: imaggaCrop,
  imagga_scale: imaggaScale,
  lfill,
  limit,
  lpad,
  mfit,
  mpad,
  pad,
  scale,
  thumb,
}
