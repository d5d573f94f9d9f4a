/** What came of each change of a call that changes many assets. */
import type { AssetChangeInput, AssetWish, ChangedValuesJson, ChangeResultJson } from '../contract/asset-changes.ts'
import type { Asset } from '../domain/asset.ts'
import type { TintypeError } from '../errors/base.ts'
import { ERROR_CATALOGUE } from '../errors/catalogue.ts'
import type { PresentContext } from './asset.ts'
import { presentWhole } from './search.ts'

export type ShownChange = { readonly change: AssetChangeInput } & (
  | { readonly kind: 'changed'; readonly before: Asset; readonly asset: Asset }
  | { readonly kind: 'unchanged' | 'differs'; readonly asset: Asset }
  | { readonly kind: 'refused'; readonly error: TintypeError }
)

/** What the tiles of a library show. */
const EXTRAS = ['tags', 'context', 'metadata'] as const

export function presentChange(shown: ShownChange, context: PresentContext): ChangeResultJson {
  const head = { asset_id: shown.change.assetId, result: shown.kind }
  if (shown.kind === 'refused') {
    const { code, message } = shown.error
    return { ...head, error: { message, code, ...ERROR_CATALOGUE[code] } }
  }
  const asset = presentWhole(shown.asset, EXTRAS, context)
  if (shown.kind !== 'changed') return { ...head, asset }
  return { ...head, ...valuesOf(shown.change.set, shown.before, shown.asset), asset }
}

/** Of two states of an asset those values that the wish is about, such that one can be sent to get from either to the other. */
function valuesOf(
  wish: AssetWish,
  before: Asset,
  after: Asset,
): { readonly before: ChangedValuesJson; readonly after: ChangedValuesJson } {
  const differing = Object.keys({ ...before.metadata, ...after.metadata }).filter((field) =>
    differs(before.metadata[field], after.metadata[field]),
  )
  const fields = wish.metadata && new Set([...Object.keys(wish.metadata), ...differing])
  const isAboutTags = wish.tags !== undefined || wish.addTags !== undefined || wish.removeTags !== undefined
  const of = (asset: Asset): ChangedValuesJson => ({
    ...(isAboutTags ? { tags: [...asset.tags] } : {}),
    ...(wish.context === undefined ? {} : { context: some(asset.context, Object.keys(wish.context)) }),
    ...(fields === undefined ? {} : { metadata: some(asset.metadata, [...fields]) }),
    ...(wish.displayName === undefined ? {} : { display_name: asset.displayName }),
    ...(wish.assetFolder === undefined ? {} : { asset_folder: asset.assetFolder }),
    ...(wish.publicId === undefined ? {} : { public_id: asset.publicId }),
  })
  return { before: of(before), after: of(after) }
}

function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}

/** Empty text for what is not there. */
function some<V>(values: Readonly<Record<string, V>>, names: readonly string[]): Record<string, V | ''> {
  return Object.fromEntries(names.map((name) => [name, Object.hasOwn(values, name) ? (values[name] as V) : '']))
}
