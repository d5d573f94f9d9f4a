import { deleteBackups, restoreAssets, restoreAssetsById } from '../../contract/backups.ts'
import type { PresentContext } from '../../present/asset.ts'
import { presentResource } from '../../present/resource.ts'
import type { AssetDependencies } from '../../services/assets/asset-types.ts'
import { deleteVersions } from '../../services/backups/delete-versions.ts'
import { restore, restoreById } from '../../services/backups/restore.ts'
import { type RestoreOutcome, restoreMany } from '../../services/backups/restore-many.ts'
import { type ApiRoutes, route } from '../route.ts'

export function backupRoutes(routes: ApiRoutes, assets: AssetDependencies): void {
  route(routes, restoreAssetsById, async ({ assetIds, versions = null }, { environment, signal, present, notify }) => {
    const request = { ids: assetIds, versionIds: versions, parameter: 'asset_ids', signal }
    const outcomes = await restoreMany(request, (id, versionId) =>
      restoreById(environment.id, id, versionId, signal, { ...assets, notify }),
    )
    return presentOutcomes(outcomes, present)
  })
  route(routes, deleteBackups, async ({ assetId, versionIds }, { environment }) => {
    const { deleted, unknown } = await deleteVersions(environment.id, assetId, versionIds, assets)
    const failures = unknown.map((id) => ({ version_id: id, error: 'Specified version does not exist' }))
    return {
      asset_id: assetId,
      deleted_version_ids: [...deleted],
      ...(failures.length === 0 ? {} : { failures }),
    }
  })
  route(
    routes,
    restoreAssets,
    async ({ publicIds, versions = null, ...scope }, { environment, signal, present, notify }) => {
      const request = { ids: publicIds, versionIds: versions, parameter: 'public_ids', signal }
      const outcomes = await restoreMany(request, (publicId, versionId) =>
        restore({ ...scope, environmentId: environment.id, publicId }, versionId, signal, { ...assets, notify }),
      )
      return presentOutcomes(outcomes, present)
    },
  )
}

function presentOutcomes(outcomes: ReadonlyMap<string, RestoreOutcome>, context: PresentContext) {
  return Object.fromEntries([...outcomes].map(([id, outcome]) => [id, presentOutcome(outcome, context)] as const))
}

function presentOutcome(outcome: RestoreOutcome, context: PresentContext) {
  switch (outcome.kind) {
    case 'restored':
      return presentResource(outcome.asset, context, { tags: true, context: true, metadata: true })
    case 'no_backup':
      return { error: 'no_backup' as const }
    case 'failed':
      return { error: 'failed' as const, message: outcome.reason }
  }
}
