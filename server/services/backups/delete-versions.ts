/** Deletes backed-up versions. A deleted asset goes for good with the last of them. */
import type { Asset } from '../../domain/asset.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import type { AssetDependencies } from '../assets/asset-types.ts'
import { removeFiles } from '../assets/remove-files.ts'
import { nameLock } from '../upload/name-lock.ts'

export interface DeletedVersions {
  readonly deleted: readonly string[]
  /** Versions that there are no backups of. */
  readonly unknown: readonly string[]
}

/** @throws NotFoundError when the asset is unknown, or none of the versions is one of it */
export async function deleteVersions(
  environmentId: string,
  assetId: string,
  versionIds: readonly string[],
  dependencies: AssetDependencies,
): Promise<DeletedVersions> {
  const { database, locks, clock } = dependencies
  const asset = await database.assets.findByIdOrDeleted(environmentId, assetId)
  if (asset === null) throw new NotFoundError(`Resource not found - ${assetId.slice(0, 100)}`)
  const { deleted, keys } = await locks.withLock(nameLock(asset), () =>
    database.transaction(async (tables) => {
      const rows = await tables.backups.deleteVersions(environmentId, assetId, versionIds)
      const current = await tables.assets.findByIdOrDeleted(environmentId, assetId)
      if (current !== null) {
        const backupBytes = await tables.backups.bytesOfAsset(environmentId, assetId)
        await updateOrForget({ ...current, backupBytes })
      }
      const orphans: string[] = []
      for (const { storageKey } of rows) {
        // A restored version is the same file again.
        if ((await tables.backups.findByStorageKey(storageKey)) === null) orphans.push(storageKey)
      }
      await tables.garbage.add(orphans, clock.now())
      return { deleted: rows.map((row) => row.versionId), keys: orphans }

      async function updateOrForget(changed: Asset): Promise<void> {
        if (changed.placeholder !== 'deleted' || changed.backupBytes > 0) return tables.assets.update(changed)
        await tables.relations.deleteByAsset(environmentId, assetId)
        await tables.assets.delete(environmentId, assetId)
      }
    }),
  )
  if (deleted.length === 0) throw new NotFoundError('Specified version does not exist')
  await removeFiles(keys, dependencies)
  return { deleted, unknown: [...new Set(versionIds)].filter((id) => !deleted.includes(id)) }
}
