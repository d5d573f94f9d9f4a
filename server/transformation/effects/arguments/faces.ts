/** Faces for effects that work on them: there is no detector here, only coordinates that came with the asset. */
import type { EffectContext } from '../../define-effect.ts'
import type { Box } from '../../plan/operations.ts'
import { withoutModel } from '../../plan/refusals.ts'

/**
 * The stored faces, in pixels of the original.
 * @throws TransformationError when none are stored, or when the picture was already changed so that they do not fit it.
 */
export function storedFaces(
  feature: string,
  { attributes, source, width, height, before }: EffectContext,
): readonly Box[] {
  const untouched = before.length === 0 && width === source.width && height === source.height
  if (attributes.faces === null || (attributes.faces.length > 0 && !untouched)) throw withoutModel(feature)
  return attributes.faces
}
