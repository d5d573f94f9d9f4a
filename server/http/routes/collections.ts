import * as contract from '../../contract/collections.ts'
import { presentCollection } from '../../present/collection.ts'
import { presentWhole } from '../../present/search.ts'
import * as collections from '../../services/collections/collections.ts'
import type { LiveChanges } from '../../services/live-changes/live-changes.ts'
import type { ApiRequest } from '../api-request.ts'
import { sessionIdOf } from '../middleware/principal.ts'
import { type ApiRoutes, route } from '../route.ts'

/** What tiles show. */
const EXTRAS = ['tags', 'context', 'metadata'] as const

export function collectionRoutes(
  routes: ApiRoutes,
  dependencies: collections.CollectionDependencies & { readonly live: LiveChanges },
): void {
  const { live, database } = dependencies
  const tell = ({ environment, principal }: ApiRequest, id: string, folders: readonly string[]) =>
    live.publish({
      environmentId: environment.id,
      type: 'collection_changed',
      body: { id },
      sessionId: sessionIdOf(principal),
      whereabouts: { kind: 'several', folders },
    })
  /** Who reaches one of them sees the collection. */
  const foldersOf = async ({ environment }: ApiRequest, id: string) =>
    live.isRead(environment.id) ? database.collections.folders(environment.id, id) : []
  const foldersOfAssets = async ({ environment }: ApiRequest, ids: readonly string[]) => {
    if (!live.isRead(environment.id)) return []
    const assets = await database.listings.byIds(environment.id, ids)
    return [...new Set(assets.map(({ assetFolder }) => assetFolder))]
  }

  route(routes, contract.listCollections, async (input, { environment, within }) => {
    const request = { ...input, folder: within }
    const { page, totalCount, nextCursor } = await collections.listCollections(environment.id, request, dependencies)
    return {
      collections: page.map((each) => ({ ...presentCollection(each), asset_count: each.assetCount })),
      total_count: totalCount,
      ...(nextCursor === null ? {} : { next_cursor: nextCursor }),
    }
  })
  route(routes, contract.createCollection, async (input, request) => {
    const made = await collections.createCollection(request.environment.id, input, dependencies)
    tell(request, made.id, await foldersOf(request, made.id))
    return presentCollection(made)
  })
  route(routes, contract.updateCollection, async ({ id, ...input }, request) => {
    const changed = await collections.updateCollection(request.environment.id, id, input, dependencies)
    tell(request, id, await foldersOf(request, id))
    return presentCollection(changed)
  })
  route(routes, contract.deleteCollection, async ({ id }, request) => {
    const folders = await foldersOf(request, id)
    await collections.deleteCollection(request.environment.id, id, dependencies)
    tell(request, id, folders)
    return { message: 'ok' as const }
  })
  route(routes, contract.listCollectionAssets, async ({ id, ...page }, { environment, present, within }) => {
    const request = { ...page, folder: within }
    const { assets, nextCursor } = await collections.listAssets(environment.id, id, request, dependencies)
    return {
      resources: assets.map((asset) => presentWhole(asset, EXTRAS, present)),
      ...(nextCursor === null ? {} : { next_cursor: nextCursor }),
    }
  })
  route(routes, contract.addToCollection, async ({ id, ...input }, request) => {
    const { added, notFound } = await collections.addAssets(request.environment.id, id, input, dependencies)
    tell(request, id, await foldersOfAssets(request, added))
    return { added: [...added], not_found: [...notFound] }
  })
  route(routes, contract.removeFromCollection, async ({ id, assetIds }, request) => {
    const removed = await collections.removeAssets(request.environment.id, id, assetIds, dependencies)
    tell(request, id, await foldersOfAssets(request, removed))
    return { removed: [...removed] }
  })
}
