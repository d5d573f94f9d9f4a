import {
  listResources,
  listResourcesByAssetFolder,
  listResourcesByAssetIds,
  listResourcesByContext,
  listResourcesByModeration,
  listResourcesByTag,
  listResourcesOfType,
  listResourceTypes,
  listTags,
} from '../../contract/asset-lists.ts'
import { resourceTypes } from '../../contract/upload-parameters.ts'
import { presentResourcePage } from '../../present/resource-page.ts'
import type { AssetLists } from '../../services/listing/asset-lists.ts'
import { type ApiRoutes, type Handler, route } from '../route.ts'

export function assetListRoutes(routes: ApiRoutes, lists: AssetLists): void {
  const list: Handler<typeof listResources.input, typeof listResources.output> = async (
    input,
    { environment, present },
  ) => presentResourcePage(await lists.list({ ...input, environmentId: environment.id }), input, present)

  route(routes, listResourceTypes, async () => ({ resource_types: [...resourceTypes] }))
  route(routes, listResourcesByAssetIds, async (input, { environment, present }) => {
    const assets = await lists.listByIds(environment.id, input.assetIds)
    return presentResourcePage({ assets, nextCursor: null }, input, present)
  })
  route(routes, listResourcesByAssetFolder, async (input, { environment, present }) => {
    const request = { ...input, folder: input.assetFolder, environmentId: environment.id }
    const { totalCount, ...page } = await lists.listByFolder(request)
    return { ...presentResourcePage(page, input, present), total_count: totalCount }
  })
  route(routes, listResourcesByTag, async (input, { environment, present }) =>
    presentResourcePage(await lists.listByTag({ ...input, environmentId: environment.id }), input, present),
  )
  route(routes, listResourcesByContext, async (input, { environment, present }) =>
    presentResourcePage(await lists.listByContext({ ...input, environmentId: environment.id }), input, present),
  )
  route(routes, listResourcesByModeration, async (input, { environment, present }) => {
    const { moderationKind: kind, moderationStatus: status, ...rest } = input
    const page = await lists.listByModeration({ ...rest, kind, status, environmentId: environment.id })
    return presentResourcePage(page, input, present)
  })
  route(routes, listResources, list)
  route(routes, listResourcesOfType, list)
  route(routes, listTags, async (input, { environment, within }) => {
    const { tags, nextCursor } = await lists.listTags({ ...input, folder: within, environmentId: environment.id })
    return { tags: [...tags], ...(nextCursor === null ? {} : { next_cursor: nextCursor }) }
  })
}
