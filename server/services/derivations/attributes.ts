import type { Asset } from '../../domain/asset.ts'
import type { AssetAttributes } from '../../transformation/plan/plan-types.ts'

/** What a chain can ask about an asset beyond the facts of its file. */
export function attributesOf(asset: Asset): AssetAttributes {
  const { publicId, tags, context, metadata, faces, customCoordinates, regions } = asset
  return { publicId, tags, context, metadata, faces, customCoordinates, regions }
}
