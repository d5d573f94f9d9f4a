import { relateAssets, relateAssetsById, unrelateAssets, unrelateAssetsById } from '../../contract/relations.ts'
import { presentRelations } from '../../present/relation.ts'
import type { AssetDependencies } from '../../services/assets/asset-types.ts'
import { relate, unrelate } from '../../services/assets/relations.ts'
import { type ApiRoutes, route } from '../route.ts'

export function relationRoutes(routes: ApiRoutes, assets: AssetDependencies): void {
  route(routes, relateAssets, async ({ assetsToRelate: others, ...name }, { environment, notify }) =>
    presentRelations(
      await relate({ environment, subject: { ...name, environmentId: environment.id }, others }, { ...assets, notify }),
    ),
  )
  route(routes, unrelateAssets, async ({ assetsToUnrelate: others, ...name }, { environment, notify }) =>
    presentRelations(
      await unrelate(
        { environment, subject: { ...name, environmentId: environment.id }, others },
        { ...assets, notify },
      ),
    ),
  )
  route(routes, relateAssetsById, async ({ assetId, assetsToRelate: others }, { environment, notify }) =>
    presentRelations(await relate({ environment, subject: assetId, others }, { ...assets, notify })),
  )
  route(routes, unrelateAssetsById, async ({ assetId, assetsToUnrelate: others }, { environment, notify }) =>
    presentRelations(await unrelate({ environment, subject: assetId, others }, { ...assets, notify })),
  )
}
