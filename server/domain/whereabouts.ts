/**
 * Where that lay and lies what an event is about. Whoever reaches one folder only is told of nothing else: an event that
 * says nothing of it is kept from them.
 */
import type { Asset, AssetName } from './asset.ts'

export type Whereabouts =
  | { readonly kind: 'assets'; readonly assets: readonly AssetMove[] }
  /** Null: it was not there, or is not any more. */
  | { readonly kind: 'folder'; readonly before: string | null; readonly after: string | null }
  /** Of several folders at once; it says nothing that would be secret to whom one of them is open. */
  | { readonly kind: 'several'; readonly folders: readonly string[] }

export interface AssetMove {
  readonly before: PlacedAsset | null
  readonly after: PlacedAsset | null
}

/** What an asset is found by, and the folder in which it lies. */
export interface PlacedAsset extends Pick<AssetName, 'resourceType' | 'type' | 'publicId'> {
  readonly id: string
  readonly folder: string
}

type Step = { readonly before: Asset | null; readonly after: Asset | null }

export function whereaboutsOf(steps: readonly Step[]): Whereabouts {
  const assets = steps.map(({ before, after }) => ({ before: placed(before), after: placed(after) }))
  return { kind: 'assets', assets }
}

/** Of assets that stay where they are. */
export function whereabouts(...assets: readonly Asset[]): Whereabouts {
  return whereaboutsOf(assets.map((asset) => ({ before: asset, after: asset })))
}

/** A deleted one whose backups are kept has a row, and lies nowhere. */
function placed(asset: Asset | null): PlacedAsset | null {
  if (asset === null || asset.placeholder === 'deleted') return null
  const { id, resourceType, type, publicId, assetFolder: folder } = asset
  return { id, resourceType, type, publicId, folder }
}
