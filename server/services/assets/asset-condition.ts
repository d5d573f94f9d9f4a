/** Whether an asset is still what the caller of a change thinks. Pure. */
import type { AssetCondition } from '../../contract/asset-changes.ts'
import type { Asset } from '../../domain/asset.ts'

type Values = Readonly<Record<string, unknown>>

/** Whether the asset is what the condition says. */
export function meets(asset: Asset, condition: AssetCondition): boolean {
  const { tags, context, metadata, displayName, assetFolder, publicId } = condition
  return (
    (tags === undefined || isSame(asset.tags, tags)) &&
    isSubset(context, asset.context) &&
    isSubset(metadata, asset.metadata) &&
    (displayName === undefined || displayName === asset.displayName) &&
    (assetFolder === undefined || assetFolder === asset.assetFolder) &&
    (publicId === undefined || publicId === asset.publicId)
  )
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isSubset(wanted: Values | undefined, values: Values): boolean {
  return Object.entries(wanted ?? {}).every(([name, value]) =>
    isSame(comparable(value), comparable(Object.hasOwn(values, name) ? values[name] : '')),
  )
}

/** As a value is kept and as it is sent may differ in kind: `2026` and `"2026"`; lists are sets. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? '' : value.map(String).toSorted()
  return String(value ?? '')
}
