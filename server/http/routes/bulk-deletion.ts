import {
  deleteDerivedResources,
  deleteResources,
  deleteResourcesByIds,
  deleteResourcesByTag,
  invalidateByUrls,
} from '../../contract/bulk-deletion.ts'
import type { AssetDependencies } from '../../services/assets/asset-types.ts'
import { deleteDerivedByIds } from '../../services/assets/delete-derived.ts'
import { type DeletedMany, deleteMany } from '../../services/assets/delete-many.ts'
import { invalidateUrl } from '../../services/assets/invalidate.ts'
import { readSelector } from '../../services/assets/selection.ts'
import { forSeveral } from '../../services/assets/several.ts'
import { type ApiRoutes, route } from '../route.ts'

export function bulkDeletionRoutes(routes: ApiRoutes, assets: AssetDependencies): void {
  route(routes, deleteResources, async ({ resourceType, type, ...input }, { environment, signal, notify, within }) => {
    const selector = readSelector(input, ['public_ids', 'prefix', 'all=true'])
    const scope = { environmentId: environment.id, resourceType, type }
    return presentDeletion(await deleteMany({ ...input, scope, selector, signal }, { ...assets, notify, within }))
  })
  route(
    routes,
    deleteResourcesByTag,
    async ({ resourceType, tag, ...input }, { environment, signal, notify, within }) => {
      const scope = { environmentId: environment.id, resourceType }
      const selector = { by: 'tag', tag } as const
      return presentDeletion(await deleteMany({ ...input, scope, selector, signal }, { ...assets, notify, within }))
    },
  )
  route(routes, deleteResourcesByIds, async ({ assetIds, ...input }, { environment, signal, notify, within }) => {
    // Asset ids name assets of all resource types.
    const scope = { environmentId: environment.id, resourceType: 'image' } as const
    const selector = { by: 'asset_ids', assetIds } as const
    return presentDeletion(await deleteMany({ ...input, scope, selector, signal }, { ...assets, notify, within }))
  })
  route(routes, deleteDerivedResources, async ({ derivedResourceIds }, { environment }) => {
    const gone = new Set(await deleteDerivedByIds(environment.id, derivedResourceIds, assets))
    return {
      deleted: Object.fromEntries(
        derivedResourceIds.map((id) => [id, gone.has(id) ? ('deleted' as const) : ('not_found' as const)]),
      ),
    }
  })
  route(routes, invalidateByUrls, async ({ urls }, { environment }) => {
    const outcomes = await forSeveral(urls, async (url) => ({
      url,
      isDone: await invalidateUrl(url, environment, assets),
    }))
    return {
      invalidated: outcomes.filter(({ isDone }) => isDone).map(({ url }) => url),
      failed: outcomes.filter(({ isDone }) => !isDone).map(({ url }) => url),
    }
  })
}

function presentDeletion({ counts, unknown, nextCursor }: DeletedMany) {
  const deleted = [...counts.keys()].map((id) => [id, 'deleted'] as const)
  const missing = unknown.map((id) => [id, 'not_found'] as const)
  return {
    deleted: Object.fromEntries([...deleted, ...missing]),
    deleted_counts: Object.fromEntries(counts),
    partial: nextCursor !== null,
    ...(nextCursor === null ? {} : { next_cursor: nextCursor }),
  }
}
