/** Deleting an asset: its row, what was made from it, and their files. */
import type { Asset, AssetName } from '../../domain/asset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { nameLock } from '../upload/name-lock.ts'
import { hashDeleteToken } from '../upload/store-and-record.ts'
import type { AssetChange } from './asset-types.ts'
import { removeFiles } from './remove-files.ts'

export type DestroyResult = 'ok' | 'not found'

export async function destroy(
  name: AssetName,
  dependencies: AssetChange,
  options: {
    /** Only this version. */
    readonly onlyVersionId?: string
    readonly as?: 'delete' | 'delete_by_token'
  } = {},
): Promise<DestroyResult> {
  const { database, locks, versions, derivations, clock, notify } = dependencies
  const { onlyVersionId, as = 'delete' } = options
  const gone = await locks.withLock(nameLock(name), () =>
    database.transaction(async (tables) => {
      const asset = await tables.assets.find(name)
      if (asset === null || (onlyVersionId !== undefined && asset.versionId !== onlyVersionId)) return null
      const keys = await deleteRows(tables, asset, clock.now())
      await notify(tables, {
        environmentId: asset.environmentId,
        type: as,
        body: { resources: [namedResource(asset)] },
      })
      versions.retire(asset, asset.version)
      return { asset, keys }
    }),
  )
  if (gone === null) return 'not found'
  derivations.forget(gone.asset)
  // At once on this server; should it fail, the garbage rows are still there.
  await removeFiles(gone.keys, dependencies)
  return 'ok'
}

export async function destroyById(
  environmentId: string,
  assetId: string,
  dependencies: AssetChange,
): Promise<DestroyResult> {
  const asset = await dependencies.database.assets.findById(environmentId, assetId)
  return asset === null ? 'not found' : destroy(asset, dependencies)
}

/** @throws InvalidParameterError when the token is unknown, used or expired */
export async function deleteByToken(
  environmentId: string,
  token: string,
  dependencies: AssetChange,
): Promise<DestroyResult> {
  const { database, clock } = dependencies
  const taken = await database.deleteTokens.take(environmentId, hashDeleteToken(token))
  if (taken === null || taken.expiresAt <= clock.now()) {
    throw new InvalidParameterError('Invalid token')
  }
  const asset = await database.assets.findById(environmentId, taken.assetId)
  if (asset === null) throw new InvalidParameterError('Invalid token')
  return destroy(asset, dependencies, { onlyVersionId: taken.versionId, as: 'delete_by_token' })
}

/** An asset as notifications name it. */
export function namedResource({ resourceType, type, id, publicId, version }: Asset) {
  return { resource_type: resourceType, type, asset_id: id, public_id: publicId, version }
}

/**
 * Deletes the rows of an asset and gives the storage keys that are garbage now. While it has backups, a row without
 * a file stays, for listings and for restoring.
 */
export async function deleteRows(tables: Repositories, asset: Asset, now: number): Promise<readonly string[]> {
  const derived = await tables.derived.deleteByAsset(asset.id)
  if (asset.backupBytes > 0) await tables.assets.update(asDeleted(asset, now))
  else {
    await tables.relations.deleteByAsset(asset.environmentId, asset.id)
    await tables.assets.delete(asset.environmentId, asset.id)
  }
  const originals = asset.storageKey === '' ? [] : [asset.storageKey]
  const keys = [...new Set([...originals, ...derived.map((row) => row.storageKey)])]
  await tables.garbage.add(keys, now)
  return keys
}

function asDeleted(asset: Asset, now: number): Asset {
  return { ...asset, placeholder: 'deleted', storageKey: '', bytes: 0, updatedAt: now }
}
