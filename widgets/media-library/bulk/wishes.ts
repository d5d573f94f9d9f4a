/** What is wished of each of many assets, as the server takes it; undefined for one that is to stay as it is. */
import type { AssetWish } from '../api/bulk-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'

export type WishFor = (asset: LibraryAsset, index: number) => AssetWish | undefined

export interface TagChange {
  readonly add: readonly string[]
  readonly remove: readonly string[]
  /** Whatever is not added goes. */
  readonly isReplacing: boolean
}

/** Adding and removing leaves alone what others do to other tags meanwhile. */
export function tagWish({ add, remove, isReplacing }: TagChange): WishFor {
  if (isReplacing) return () => ({ set: { tags: add } })
  const set = {
    ...(add.length > 0 ? { add_tags: add } : {}),
    ...(remove.length > 0 ? { remove_tags: remove } : {}),
  }
  return () => ({ set })
}

/** An empty text takes the value of a field away. */
export function metadataWish(metadata: Readonly<Record<string, unknown>>): WishFor {
  return () => ({ set: { metadata } })
}

/** Made from the name that people see: who has another one by now keeps it. */
export function nameWish(nameFor: (asset: LibraryAsset, index: number) => string): WishFor {
  return (asset, index) => {
    const { display_name: known } = asset
    const name = nameFor(asset, index)
    if (name === known) return undefined
    return { ...(known === undefined ? {} : { if: { display_name: known } }), set: { display_name: name } }
  }
}

/** Folders are part of the public ID where that is how the environment is set up; else they stand beside it. */
export function folderWish(folder: string): WishFor {
  return ({ asset_folder: beside, public_id: publicId }) => {
    if (beside !== undefined) return beside === folder ? undefined : { set: { asset_folder: folder } }
    const name = publicId.slice(publicId.lastIndexOf('/') + 1)
    const moved = folder === '' ? name : `${folder}/${name}`
    return moved === publicId ? undefined : { if: { public_id: publicId }, set: { public_id: moved } }
  }
}
