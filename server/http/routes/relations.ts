import { relateAssets, relateAssetsById, unrelateAssets, unrelateAssetsById } from '../../contract/relations.ts'
import { presentRelations } from '../../present/relation.ts'
import type { AssetDependencies } from '../../services/assets/asset-types.ts'
import { relate, unrelate } from '../../services/assets/relations.ts'
import { type ApiRoutes, route } from '../route.ts'

export function relationRoutes(routes: ApiRoutes, assets: AssetDependencies): void {
  route(routes, relateAssets, async ({ assetsToRelate: others, ...name }, { environment }) =>
    presentRelations(
      await relate({ environment, subject: { ...name, environmentId: environment.id }, others }, assets),
    ),
  )
  route(routes, unrelateAssets, async ({ assetsToUnrelate: others, ...name }, { environment }) =>
    presentRelations(
      await unrelate({ environment, subject: { ...name, environmentId: environment.id }, others }, assets),
    ),
  )
  route(routes, relateAssetsById, async ({ assetId, assetsToRelate: others }, { environment }) =>
    presentRelations(await relate({ environment, subject: assetId, others }, assets)),
  )
  route(routes, unrelateAssetsById, async ({ assetId, assetsToUnrelate: others }, { environment }) =>
    presentRelations(await unrelate({ environment, subject: assetId, others }, assets)),
  )
}
