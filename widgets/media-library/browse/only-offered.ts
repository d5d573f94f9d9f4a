/**
 * What the page restricts (kind, access) also holds where the server does not ask for it: collections have no expression,
 * and rules of access are in none. A page of results of which nothing is left is followed by the next at once, because an
 * empty one is the end of the results.
 */
import type { LibraryAsset } from '../api/library-asset.ts'
import { isRestricted } from '../choose/restricted.ts'
import type { AssetSource } from './asset-pages.ts'
import type { Restrictions } from './expression.ts'

export function isOffered(asset: LibraryAsset, { resourceType, isPublicOnly }: Restrictions): boolean {
  return (resourceType === 'all' || asset.resource_type === resourceType) && !(isPublicOnly && isRestricted(asset))
}

export function onlyOffered(source: AssetSource, restrictions: Restrictions): AssetSource {
  return {
    async load(first, count, signal) {
      for (let cursor = first; ; ) {
        const answer = await source.load(cursor, count, signal)
        if (!answer.ok) return answer
        const { nextCursor } = answer.value
        const items = answer.value.items.filter((asset) => isOffered(asset, restrictions))
        if (items.length > 0 || nextCursor === undefined) return { ok: true, value: { ...answer.value, items } }
        cursor = nextCursor
      }
    },
  }
}
