/** Transformations as the Admin API shows them. */
import type { Asset } from '../domain/asset.ts'
import type { Derived } from '../domain/derived.ts'
import type { PresentContext } from './asset.ts'
import { presentDerived } from './derived.ts'
import { presentTransformationOptions } from './transformation-options.ts'

/** The literal chain; the extension is null or empty where there was none. */
interface ChainParts {
  readonly transformation: string
  readonly extension: string | null
}

interface Entry {
  /** Without `t_` for a named one. */
  readonly name: string | ChainParts
  readonly allowedForStrict: boolean
  readonly used: boolean
}

interface Details extends Entry {
  /** As it was sent: an empty extension says "none". */
  readonly definition: ChainParts
  readonly derived: readonly { readonly derived: Derived; readonly asset: Asset }[]
}

export function presentTransformation({ name, allowedForStrict, used }: Entry) {
  const named = typeof name === 'string'
  return { name: named ? `t_${name}` : chainText(name), allowed_for_strict: allowedForStrict, used, named }
}

export function presentTransformationInDetail(details: Details, context: PresentContext) {
  const { transformation, extension } = details.definition
  return {
    ...presentTransformation(details),
    info: [...presentTransformationOptions(transformation, extension)],
    derived: details.derived.map(({ asset, derived }) => ({
      public_id: asset.publicId,
      resource_type: asset.resourceType,
      type: asset.type,
      ...presentDerived(asset, derived, context),
    })),
  }
}

function chainText({ transformation, extension }: ChainParts): string {
  return extension === null || extension === '' ? transformation : `${transformation}/${extension}`
}
