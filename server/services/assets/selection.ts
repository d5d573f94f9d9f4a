/**
 * The assets that a request about many names: by public id, prefix, tag, or all of a type. What is broad must be said:
 * an empty prefix or `all=false` selects nothing, and is refused.
 */
import type { Asset, ResourceType, StoredType } from '../../domain/asset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Database } from '../../ports/database.ts'
import { createAssetLists } from '../listing/asset-lists.ts'

export type Selector =
  | { readonly by: 'public_ids'; readonly publicIds: readonly string[] }
  | { readonly by: 'asset_ids'; readonly assetIds: readonly string[] }
  | { readonly by: 'prefix'; readonly prefix: string }
  | { readonly by: 'tag'; readonly tag: string }
  | { readonly by: 'all' }

export interface SelectionScope {
  readonly environmentId: string
  readonly resourceType: ResourceType
  /** Absent: all types. */
  readonly type?: StoredType | undefined
}

export interface SelectorParameters {
  readonly publicIds?: readonly string[] | undefined
  readonly prefix?: string | undefined
  readonly tag?: string | undefined
  readonly all?: boolean | undefined
}

/** Assets of one pass over a broad selection. */
export const MOST_SELECTED = 1_000

/** @throws InvalidParameterError unless exactly one is given */
export function readSelector({ publicIds, prefix, tag, all }: SelectorParameters, names: readonly string[]): Selector {
  const given: Selector[] = [
    ...(publicIds === undefined || publicIds.length === 0 ? [] : [{ by: 'public_ids', publicIds } as const]),
    ...(prefix === undefined ? [] : [{ by: 'prefix', prefix } as const]),
    ...(tag === undefined ? [] : [{ by: 'tag', tag } as const]),
    ...(all === true ? [{ by: 'all' } as const] : []),
  ]
  const [selector] = given
  if (selector !== undefined && given.length === 1) return selector
  throw new InvalidParameterError(
    selector === undefined
      ? `Missing required parameter - one of ${names.join(', ')}`
      : `Only one of the parameters ${names.join(', ')} can be given`,
  )
}

export interface Selection {
  readonly assets: readonly Asset[]
  /** Null when the selection ends here. */
  readonly nextCursor: string | null
}

/** Live assets of the selection, from `nextCursor` on. @throws InvalidParameterError for a cursor of something else */
export async function select(
  scope: SelectionScope,
  selector: Selector,
  { nextCursor }: { readonly nextCursor?: string | undefined },
  database: Database,
): Promise<Selection> {
  const { assets, nextCursor: next } = await page(scope, selector, nextCursor, database)
  return { assets: assets.filter(({ placeholder }) => placeholder !== 'deleted'), nextCursor: next }
}

function page(scope: SelectionScope, selector: Selector, nextCursor: string | undefined, database: Database) {
  const lists = createAssetLists(database)
  const request = { ...scope, nextCursor, maxResults: MOST_SELECTED, direction: 'asc' } as const
  switch (selector.by) {
    case 'public_ids':
      return lists.list({ ...scope, publicIds: selector.publicIds, maxResults: MOST_SELECTED })
    case 'asset_ids':
      return byIds(scope, selector.assetIds, database)
    case 'prefix':
      return lists.list({ ...request, prefix: selector.prefix })
    case 'tag':
      return lists.listByTag({ ...request, tag: selector.tag })
    case 'all':
      return lists.list({ ...request, prefix: '' })
  }
}

async function byIds({ environmentId }: SelectionScope, ids: readonly string[], { listings }: Database) {
  return { assets: await listings.byIds(environmentId, ids), nextCursor: null }
}

/** Whether an asset belongs to the selection still. */
export function belongs(
  { placeholder, resourceType, type, publicId, id, tags }: Asset,
  scope: SelectionScope,
  selector: Selector,
): boolean {
  if (placeholder === 'deleted') return false
  if (selector.by === 'asset_ids') return selector.assetIds.includes(id)
  if (resourceType !== scope.resourceType || (scope.type !== undefined && type !== scope.type)) return false
  switch (selector.by) {
    case 'public_ids':
      return selector.publicIds.includes(publicId)
    case 'prefix':
      return publicId.startsWith(selector.prefix)
    case 'tag':
      return tags.includes(selector.tag)
    case 'all':
      return true
  }
}
