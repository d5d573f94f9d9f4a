import * as contract from '../../contract/collections.ts'
import { presentCollection } from '../../present/collection.ts'
import { presentWhole } from '../../present/search.ts'
import * as collections from '../../services/collections/collections.ts'
import { type ApiRoutes, route } from '../route.ts'

/** What tiles show. */
const EXTRAS = ['tags', 'context', 'metadata'] as const

export function collectionRoutes(routes: ApiRoutes, dependencies: collections.CollectionDependencies): void {
  route(routes, contract.listCollections, async (input, { environment }) => {
    const { page, totalCount, nextCursor } = await collections.listCollections(environment.id, input, dependencies)
    return {
      collections: page.map((each) => ({ ...presentCollection(each), asset_count: each.assetCount })),
      total_count: totalCount,
      ...(nextCursor === null ? {} : { next_cursor: nextCursor }),
    }
  })
  route(routes, contract.createCollection, async (input, { environment }) =>
    presentCollection(await collections.createCollection(environment.id, input, dependencies)),
  )
  route(routes, contract.updateCollection, async ({ id, ...input }, { environment }) =>
    presentCollection(await collections.updateCollection(environment.id, id, input, dependencies)),
  )
  route(routes, contract.deleteCollection, async ({ id }, { environment }) => {
    await collections.deleteCollection(environment.id, id, dependencies)
    return { message: 'ok' as const }
  })
  route(routes, contract.listCollectionAssets, async ({ id, ...page }, { environment, present }) => {
    const { assets, nextCursor } = await collections.listAssets(environment.id, id, page, dependencies)
    return {
      resources: assets.map((asset) => presentWhole(asset, EXTRAS, present)),
      ...(nextCursor === null ? {} : { next_cursor: nextCursor }),
    }
  })
  route(routes, contract.addToCollection, async ({ id, ...input }, { environment }) => {
    const { added, notFound } = await collections.addAssets(environment.id, id, input, dependencies)
    return { added: [...added], not_found: [...notFound] }
  })
  route(routes, contract.removeFromCollection, async ({ id, assetIds }, { environment }) => ({
    removed: [...(await collections.removeAssets(environment.id, id, assetIds, dependencies))],
  }))
}
