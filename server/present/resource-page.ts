/** A page of a listing, with what its caller asked to see of each asset. */
import type { ResourceJson } from '../contract/resource-json.ts'
import type { Asset } from '../domain/asset.ts'
import type { PresentContext } from './asset.ts'
import { presentResource } from './resource.ts'

export interface ShownFields {
  readonly tags?: boolean | undefined
  readonly context?: boolean | undefined
  readonly metadata?: boolean | undefined
  readonly moderations?: boolean | undefined
  /** Wire names; then nothing else but what names an asset is shown. */
  readonly fields?: readonly string[] | undefined
}

export type ListedResourceJson = Partial<ResourceJson> & Pick<ResourceJson, 'asset_id' | 'public_id'>

export function presentResourcePage(
  { assets, nextCursor }: { readonly assets: readonly Asset[]; readonly nextCursor: string | null },
  shown: ShownFields,
  context: PresentContext,
): { resources: ListedResourceJson[]; next_cursor?: string } {
  return {
    resources: assets.map((asset) => presentListed(asset, shown, context)),
    ...(nextCursor === null ? {} : { next_cursor: nextCursor }),
  }
}

function presentListed(
  asset: Asset,
  { fields, tags = false, context: withContext = false, metadata = false, moderations = false }: ShownFields,
  context: PresentContext,
): ListedResourceJson {
  if (fields === undefined) {
    return presentResource(asset, context, { tags, context: withContext, metadata, moderation: moderations })
  }
  const all = presentResource(asset, context, { tags: true, context: true, metadata: true, moderation: true })
  const kept = new Set([...ALWAYS, ...fields])
  const { asset_id, public_id } = all
  return { ...Object.fromEntries(Object.entries(all).filter(([name]) => kept.has(name))), asset_id, public_id }
}

const ALWAYS = ['asset_folder', 'folder', 'thumbnail_url']
