import type { Kysely } from 'kysely'
import type { UploadPreset } from '../../../domain/upload-preset.ts'
import type { UploadPresetRepository } from '../../../ports/repositories/upload-presets.ts'
import type { Schema, UploadPresetTable } from '../schema.ts'
import { fromFlag, fromJson, toFlag, toJson } from './columns.ts'

export function uploadPresetRepository(db: Kysely<Schema>): UploadPresetRepository {
  const select = (environmentId: string) =>
    db.selectFrom('upload_preset').selectAll().where('environment_id', '=', environmentId)
  return {
    async find(environmentId, name) {
      const row = await select(environmentId).where('name', '=', name).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async list(environmentId) {
      const rows = await select(environmentId).orderBy('name').execute()
      return rows.map(fromRow)
    },
    async put(preset) {
      const row = toRow(preset)
      await db
        .insertInto('upload_preset')
        .values(row)
        .onConflict((conflict) => conflict.columns(['environment_id', 'name']).doUpdateSet(row))
        .execute()
    },
    async delete(environmentId, name) {
      const deleted = await db
        .deleteFrom('upload_preset')
        .where('environment_id', '=', environmentId)
        .where('name', '=', name)
        .returning('name')
        .execute()
      return deleted.length > 0
    },
  }
}

function toRow(preset: UploadPreset): UploadPresetTable {
  return {
    environment_id: preset.environmentId,
    name: preset.name,
    unsigned: toFlag(preset.unsigned),
    disallow_public_id: toFlag(preset.disallowPublicId),
    loopback_only: toFlag(preset.loopbackOnly),
    settings_json: toJson(preset.settings),
    created_at: preset.createdAt,
  }
}

function fromRow(row: UploadPresetTable): UploadPreset {
  return {
    environmentId: row.environment_id,
    name: row.name,
    unsigned: fromFlag(row.unsigned),
    disallowPublicId: fromFlag(row.disallow_public_id),
    loopbackOnly: fromFlag(row.loopback_only),
    settings: fromJson(row.settings_json),
    createdAt: row.created_at,
  }
}
