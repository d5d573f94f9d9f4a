/** The picture of a layer that is another asset or a remote file. */
import { TransformationError } from '../../errors/transformation-error.ts'
import type { LayerSpec } from '../ast.ts'
import type { Picture } from './picture.ts'
import type { PlanInput } from './plan-types.ts'
import { notSupportedYet, refused } from './refusals.ts'
import type { Session } from './session.ts'
import { openingMovement, selectLayerSource } from './source.ts'

export interface LayerAsset {
  readonly picture: Picture
  readonly input: Extract<PlanInput, { readonly kind: 'layer' }>
}

/** @throws TransformationError 404 when there is no such asset; 400 for layers that are not rendered. */
export function layerAsset(spec: LayerSpec, autoOrient: boolean, session: Session): LayerAsset {
  if (spec.kind !== 'asset' && spec.kind !== 'fetch') throw notSupportedYet(`layer of kind ${spec.kind}`)
  if (spec.resourceType !== 'image')
    throw refused(`Invalid overlay in transformation: only images and texts can be laid on an image`)
  if (spec.kind === 'asset' && spec.type !== 'upload')
    session.requiresSignature ??= `Restricted layers need a signed URL: ${spec.publicId} of type ${spec.type}`
  const answer = session.need({ kind: 'layer', layer: spec })
  if (answer.kind !== 'layer') throw new Error(`a layer need was answered by ${answer.kind}`)
  const { facts } = answer
  if (facts === null) throw missing(spec, answer.reason)
  const selection = selectLayerSource(facts, autoOrient)
  const input = { kind: 'layer', layer: spec, autoOrient } as const
  return {
    picture: {
      of: input,
      selection,
      width: selection.width,
      height: selection.height,
      operations: [],
      sizeBeforeLast: selection,
      transparent: facts.hasAlpha || facts.format === 'svg',
      movement: openingMovement(facts, selection),
    },
    input,
  }
}

function missing(
  spec: Extract<LayerSpec, { kind: 'asset' | 'fetch' }>,
  reason: string | undefined,
): TransformationError {
  const what =
    spec.kind === 'fetch'
      ? `Error in loading ${spec.url}`
      : `Unknown or invalid referenced image ${spec.publicId} of type ${spec.type}`
  return new TransformationError({
    fault: 'missing_reference',
    status: 404,
    message: reason === undefined ? what : `${what} - ${reason}`,
  })
}
