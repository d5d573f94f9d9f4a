/** The rectangle that region effects (`e_blur_region`, `e_pixelate_region`) work on. */
import { lengthPixels, offsetPixels } from '../../crops/lengths.ts'
import type { EffectContext } from '../../define-effect.ts'
import type { Box } from '../../plan/operations.ts'
import { notDetected } from '../../plan/refusals.ts'

/**
 * `x`, `y`, `w`, `h` clipped to the picture; sides left out reach to the edge; null when nothing of it is inside.
 * @throws TransformationError for things to be found in the picture (`g_ocr_text`), as there is nobody who finds them.
 */
export function effectRegion({ values, width, height }: EffectContext): Box | null {
  if (values.g?.kind === 'detected') throw notDetected(values.g.what)
  const left = values.x === undefined ? 0 : offsetPixels(values.x, width)
  const top = values.y === undefined ? 0 : offsetPixels(values.y, height)
  const right = values.w === undefined ? width : left + lengthPixels(values.w, width)
  const bottom = values.h === undefined ? height : top + lengthPixels(values.h, height)
  const box = {
    left: Math.max(0, left),
    top: Math.max(0, top),
    width: Math.min(width, right) - Math.max(0, left),
    height: Math.min(height, bottom) - Math.max(0, top),
  }
  return box.width > 0 && box.height > 0 ? box : null
}
