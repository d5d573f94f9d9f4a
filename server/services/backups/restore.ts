/**
 * Brings a backed-up version back: its copy becomes the original of a new version, which is compared with the digest
 * that the first one was uploaded with. The copy stays. What is replaced is backed up first.
 */
import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import type { Asset, AssetName } from '../../domain/asset.ts'
import type { AssetBackup } from '../../domain/asset-backup.ts'
import { whereaboutsOf } from '../../domain/whereabouts.ts'
import { ObjectNotFoundError } from '../../errors/port-errors.ts'
import { DamagedBackupError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import type { AssetChange, AssetDependencies } from '../assets/asset-types.ts'
import { placeholderOf } from '../assets/moderation.ts'
import { removeFiles } from '../assets/remove-files.ts'
import { namedResource } from '../notifications/asset-events.ts'
import { nameLock } from '../upload/name-lock.ts'
import { storeWithNote } from '../upload/store-with-note.ts'
import { backUpCurrent, recordBackup } from './back-up.ts'

/** Null: there is no such backup. @throws DamagedBackupError */
export function restore(
  name: AssetName,
  versionId: string | null,
  signal: AbortSignal,
  dependencies: AssetChange,
): Promise<Asset | null> {
  const { database, locks } = dependencies
  return locks.withLock(nameLock(name), async () => {
    const asset = await database.assets.findOrDeleted(name)
    if (asset === null) return null
    const backup = await chooseBackup(asset, versionId, dependencies)
    if (backup === null) return null
    const isLive = asset.placeholder !== 'deleted'
    if (isLive && asset.sha256 === backup.sha256) return asset
    const replaced = isLive ? await backUpCurrent(asset, signal, dependencies) : asset
    const restored = await putBack(replaced, backup, signal, dependencies)
    dependencies.derivations.forget(restored)
    return restored
  })
}

export async function restoreById(
  environmentId: string,
  assetId: string,
  versionId: string | null,
  signal: AbortSignal,
  dependencies: AssetChange,
): Promise<Asset | null> {
  const asset = await dependencies.database.assets.findByIdOrDeleted(environmentId, assetId)
  return asset === null ? null : restore(asset, versionId, signal, dependencies)
}

/** Without a version: the copy of the file that was there last, else the newest. */
async function chooseBackup(
  { environmentId, id, versionId: last }: Asset,
  versionId: string | null,
  { database }: AssetDependencies,
): Promise<AssetBackup | null> {
  const backups = await database.backups.listByAsset(environmentId, id)
  const wanted = versionId ?? last
  return backups.find((backup) => backup.versionId === wanted) ?? (versionId === null ? (backups[0] ?? null) : null)
}

async function putBack(
  replaced: Asset,
  backup: AssetBackup,
  signal: AbortSignal,
  dependencies: AssetChange,
): Promise<Asset> {
  const { database, storage, random } = dependencies
  const versionId = random.hex(32)
  const ending = backup.storageKey.split('/').at(-1) ?? 'original.bin'
  const storageKey = `${replaced.environmentId}/${replaced.id}/${versionId}/${ending}`
  const { asset, garbage } = await storeWithNote(
    {
      note: versionId,
      intent: { storageKey, sessionId: null },
      async place() {
        const object = await storage.get(backup.storageKey, { signal }).catch((error: unknown) => {
          throw error instanceof ObjectNotFoundError ? new DamagedBackupError(backup.versionId) : error
        })
        const checking = digestCheck(backup)
        object.body.on('error', (error) => checking.destroy(error))
        try {
          await storage.put(storageKey, object.body.pipe(checking), { signal })
        } finally {
          object.body.destroy()
        }
      },
      record: () =>
        database.transaction((tables) => record(tables, replaced, { backup, versionId, storageKey }, dependencies)),
      isRecorded: async () =>
        (await database.assets.findById(replaced.environmentId, replaced.id))?.versionId === versionId,
    },
    dependencies,
  )
  await removeFiles(garbage, dependencies)
  return asset
}

async function record(
  tables: Repositories,
  replaced: Asset,
  { backup, versionId, storageKey }: { readonly backup: AssetBackup; versionId: string; storageKey: string },
  { clock, versions, notify }: AssetChange,
): Promise<{ readonly asset: Asset; readonly garbage: readonly string[] }> {
  // Tags and context may have changed since: only files are exchanged under the lock of the name.
  const current = (await tables.assets.findByIdOrDeleted(replaced.environmentId, replaced.id)) ?? replaced
  const restored: Asset = {
    ...current,
    ...backup.file,
    version: versions.next(current, current.version),
    versionId,
    storageKey,
    bytes: backup.bytes,
    sha256: backup.sha256,
    placeholder: placeholderOf(current.moderation),
    uploadedAt: backup.uploadedAt,
    updatedAt: clock.now(),
  }
  const asset = await recordBackup(tables, restored, backup.storageKey)
  await tables.assets.update(asset)
  await notify(tables, {
    environmentId: asset.environmentId,
    type: 'restore_asset_version',
    body: { resources: [{ ...namedResource(asset), version_id: versionId, restored_version_id: backup.versionId }] },
    whereabouts: whereaboutsOf([{ before: current, after: asset }]),
  })
  const derived = await tables.derived.deleteByAsset(asset.id, { exceptVersionId: versionId })
  const originals = current.storageKey === '' ? [] : [current.storageKey]
  const garbage = [...new Set([...originals, ...derived.map((row) => row.storageKey)])]
  await tables.garbage.add(garbage, clock.now())
  return { asset, garbage }
}

/** Passes the bytes on and fails at their end when they are not those that were backed up. */
function digestCheck({ sha256, versionId }: AssetBackup): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      done(hash.digest('hex') === sha256 ? null : new DamagedBackupError(versionId))
    },
  })
}
