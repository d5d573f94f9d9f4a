/** Faces for effects that work on them: there is no detector here, only coordinates that came with the asset. */
import type { EffectContext } from '../../define-effect.ts'
import type { Box } from '../../plan/operations.ts'
import { withoutModel } from '../../plan/refusals.ts'

/**
 * The stored faces that are inside the picture, in its pixels.
 * @throws TransformationError when nothing is known about faces.
 */
export function storedFaces(feature: string, { attributes, locate }: EffectContext): readonly Box[] {
  if (attributes.faces === null) throw withoutModel(feature)
  return attributes.faces.map(locate).filter((box) => box !== null)
}
