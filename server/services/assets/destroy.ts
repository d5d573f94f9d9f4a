/** Deleting an asset: its row, what was made from it, and their files. */
import type { Asset, AssetName } from '../../domain/asset.ts'
import { whereaboutsOf } from '../../domain/whereabouts.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { namedResource } from '../notifications/asset-events.ts'
import { nameLock } from '../upload/name-lock.ts'
import { hashDeleteToken } from '../upload/store-and-record.ts'
import { type AssetChange, isReached } from './asset-types.ts'
import { removeFiles } from './remove-files.ts'

export type DestroyResult = 'ok' | 'not found'

export interface DestroyOptions {
  /** Asked when nothing can change any more: whether this is still what is to be deleted. */
  readonly isMeant?: (asset: Asset) => boolean
  readonly as?: 'delete' | 'delete_by_token'
}

export async function destroy(
  name: AssetName,
  dependencies: AssetChange,
  options: DestroyOptions = {},
): Promise<DestroyResult> {
  return (await destroyWithCount(name, dependencies, options)) === null ? 'not found' : 'ok'
}

/** How many derived files went with it; null when there was no such asset. */
export async function destroyWithCount(
  name: AssetName,
  dependencies: AssetChange,
  { isMeant = () => true, as = 'delete' }: DestroyOptions = {},
): Promise<number | null> {
  const { database, locks, versions, derivations, clock, notify, within } = dependencies
  const gone = await locks.withLock(nameLock(name), () =>
    database.transaction(async (tables) => {
      const asset = await tables.assets.find(name)
      if (asset === null || !isMeant(asset) || !isReached(asset, within)) return null
      const { keys, derived } = await deleteRows(tables, asset, clock.now())
      await notify(tables, {
        environmentId: asset.environmentId,
        type: as,
        body: { resources: [namedResource(asset)] },
        whereabouts: whereaboutsOf([{ before: asset, after: null }]),
      })
      versions.retire(asset, asset.version)
      return { asset, keys, derived }
    }),
  )
  if (gone === null) return null
  derivations.forget(gone.asset)
  // At once on this server; should it fail, the garbage rows are still there.
  await removeFiles(gone.keys, dependencies)
  return gone.derived
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
  return destroy(asset, dependencies, {
    isMeant: ({ versionId }) => versionId === taken.versionId,
    as: 'delete_by_token',
  })
}

/**
 * Deletes the rows of an asset and gives the storage keys that are garbage now. While it has backups, a row without
 * a file stays, for listings and for restoring.
 */
export async function deleteRows(
  tables: Repositories,
  asset: Asset,
  now: number,
): Promise<{ readonly keys: readonly string[]; readonly derived: number }> {
  const derived = await tables.derived.deleteByAsset(asset.id)
  if (asset.backupBytes > 0) await tables.assets.update(asDeleted(asset, now))
  else {
    await tables.relations.deleteByAsset(asset.environmentId, asset.id)
    await tables.assets.delete(asset.environmentId, asset.id)
  }
  const originals = asset.storageKey === '' ? [] : [asset.storageKey]
  const keys = [...new Set([...originals, ...derived.map((row) => row.storageKey)])]
  await tables.garbage.add(keys, now)
  return { keys, derived: derived.length }
}

function asDeleted(asset: Asset, now: number): Asset {
  return { ...asset, placeholder: 'deleted', storageKey: '', bytes: 0, updatedAt: now }
}
