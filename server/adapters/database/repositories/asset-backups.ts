import type { Kysely } from 'kysely'
import type { AssetBackup } from '../../../domain/asset-backup.ts'
import type { AssetBackupRepository } from '../../../ports/repositories/asset-backups.ts'
import type { AssetBackupTable, Schema } from '../schema.ts'
import { fromJson, toJson } from './columns.ts'

export function assetBackupRepository(db: Kysely<Schema>): AssetBackupRepository {
  const select = () => db.selectFrom('asset_backup').selectAll()
  return {
    async insert(backup) {
      await db.insertInto('asset_backup').values(toRow(backup)).execute()
    },
    async find(environmentId, versionId) {
      const row = await select()
        .where('version_id', '=', versionId)
        .where('environment_id', '=', environmentId)
        .executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async findByStorageKey(storageKey) {
      const row = await select().where('storage_key', '=', storageKey).limit(1).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async listByAsset(environmentId, assetId) {
      const rows = await select()
        .where('environment_id', '=', environmentId)
        .where('asset_id', '=', assetId)
        .orderBy('version', 'desc')
        .orderBy('version_id', 'desc')
        .execute()
      return rows.map(fromRow)
    },
    async bytesOfAsset(environmentId, assetId) {
      const files = db
        .selectFrom('asset_backup')
        .select(['storage_key', 'bytes'])
        .where('environment_id', '=', environmentId)
        .where('asset_id', '=', assetId)
        .groupBy(['storage_key', 'bytes'])
      const row = await db
        .selectFrom(files.as('file'))
        .select((expression) => expression.fn.sum<number | null>('file.bytes').as('bytes'))
        .executeTakeFirstOrThrow()
      return Number(row.bytes ?? 0)
    },
    async deleteVersions(environmentId, assetId, versionIds) {
      if (versionIds.length === 0) return []
      const rows = await db
        .deleteFrom('asset_backup')
        .where('environment_id', '=', environmentId)
        .where('asset_id', '=', assetId)
        .where('version_id', 'in', [...versionIds])
        .returningAll()
        .execute()
      return rows.map(fromRow)
    },
    async moveToAsset(environmentId, fromAssetId, toAssetId) {
      await db
        .updateTable('asset_backup')
        .set({ asset_id: toAssetId })
        .where('environment_id', '=', environmentId)
        .where('asset_id', '=', fromAssetId)
        .execute()
    },
  }
}

function toRow(backup: AssetBackup): AssetBackupTable {
  return {
    version_id: backup.versionId,
    environment_id: backup.environmentId,
    asset_id: backup.assetId,
    version: backup.version,
    storage_key: backup.storageKey,
    bytes: backup.bytes,
    sha256: backup.sha256,
    file_json: toJson(backup.file),
    uploaded_at: backup.uploadedAt,
  }
}

function fromRow(row: AssetBackupTable): AssetBackup {
  return {
    versionId: row.version_id,
    environmentId: row.environment_id,
    assetId: row.asset_id,
    version: row.version,
    storageKey: row.storage_key,
    bytes: row.bytes,
    sha256: row.sha256,
    file: fromJson(row.file_json),
    uploadedAt: row.uploaded_at,
  }
}
