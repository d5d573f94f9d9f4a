/** Named transformations as the Admin API shows them. */
import type { Asset } from '../domain/asset.ts'
import type { Derived } from '../domain/derived.ts'
import type { NamedTransformation } from '../domain/named-transformation.ts'
import type { PresentContext } from './asset.ts'
import { presentDerived } from './derived.ts'
import { optionNames } from './option-names.ts'

export interface ListedTransformation extends NamedTransformation {
  /** Something was made with it. */
  readonly used: boolean
}

export interface DetailedTransformation extends ListedTransformation {
  readonly derived: readonly { readonly derived: Derived; readonly asset: Asset }[]
}

export function presentNamed({ name, allowedForStrict, used }: ListedTransformation) {
  return { name: `t_${name}`, allowed_for_strict: allowedForStrict, used, named: true }
}

export function presentNamedInDetail(details: DetailedTransformation, context: PresentContext) {
  return {
    ...presentNamed(details),
    info: optionNames(details.transformation, null),
    derived: details.derived.map(({ asset, derived }) => ({
      public_id: asset.publicId,
      resource_type: asset.resourceType,
      type: asset.type,
      ...presentDerived(asset, derived, context),
    })),
  }
}
