/**
 * Copies of originals in the backup storage: real copies, also on one file system, because a second name for the same
 * blocks survives no bad block. A copy is on the disk before the request that asked for it is answered.
 */
import { createReadStream } from 'node:fs'
import type { Asset } from '../../domain/asset.ts'
import { type AssetBackup, backedUpFileOf, backupKeyOf } from '../../domain/asset-backup.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { ObjectNotFoundError } from '../../errors/port-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import type { Storage } from '../../ports/storage.ts'
import { storeWithNote } from '../upload/store-with-note.ts'
import type { UploadDependencies } from '../upload/upload-types.ts'

/** What the request says, else the environment. */
export function wantsBackup(asked: boolean | undefined, { settings }: Pick<ProductEnvironment, 'settings'>): boolean {
  return asked ?? settings.autoBackup
}

/** The copy of a file that is about to become the original of an asset. */
export async function copyToBackup(
  { storageKey, path, signal }: { readonly storageKey: string; readonly path: string; readonly signal: AbortSignal },
  storage: Storage,
): Promise<void> {
  await storage.put(backupKeyOf(storageKey), createReadStream(path), { signal })
}

/** Writes the row of the copy, and gives the asset with what its backups take now. */
export async function recordBackup(tables: Repositories, asset: Asset, storageKey?: string): Promise<Asset> {
  await tables.backups.insert(backupOf(asset, storageKey ?? backupKeyOf(asset.storageKey)))
  return { ...asset, backupBytes: await tables.backups.bytesOfAsset(asset.environmentId, asset.id) }
}

/** Copies the current file of a stored asset, unless that was done. Its name must be locked. */
export async function backUpCurrent(
  asset: Asset,
  signal: AbortSignal,
  dependencies: Pick<UploadDependencies, 'storage' | 'spool' | 'database' | 'log'>,
): Promise<Asset> {
  const { database, storage } = dependencies
  const { environmentId, versionId, storageKey } = asset
  if ((await database.backups.find(environmentId, versionId)) !== null) return asset
  return storeWithNote(
    {
      note: `${versionId}-backup`,
      intent: { storageKey: backupKeyOf(storageKey), sessionId: null },
      async place() {
        const { body } = await storage.get(storageKey, { signal })
        await storage.put(backupKeyOf(storageKey), body, { signal })
      },
      record: () =>
        database.transaction(async (tables) => {
          const current = await tables.assets.findById(environmentId, asset.id)
          if (current?.versionId !== versionId) throw new ObjectNotFoundError()
          const backedUp = await recordBackup(tables, current)
          await tables.assets.update(backedUp)
          return backedUp
        }),
      isRecorded: async () => (await database.backups.find(environmentId, versionId)) !== null,
    },
    dependencies,
  )
}

function backupOf(asset: Asset, storageKey: string): AssetBackup {
  const { versionId, environmentId, id, version, bytes, sha256, uploadedAt } = asset
  return {
    versionId,
    environmentId,
    assetId: id,
    version,
    storageKey,
    bytes,
    sha256,
    file: backedUpFileOf(asset),
    uploadedAt,
  }
}
