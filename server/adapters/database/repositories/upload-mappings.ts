import type { Kysely } from 'kysely'
import type { UploadMapping } from '../../../domain/upload-mapping.ts'
import type { UploadMappingRepository } from '../../../ports/repositories/upload-mappings.ts'
import type { Schema, UploadMappingTable } from '../schema.ts'

export function uploadMappingRepository(db: Kysely<Schema>): UploadMappingRepository {
  const select = (environmentId: string) =>
    db.selectFrom('upload_mapping').selectAll().where('environment_id', '=', environmentId)
  return {
    async find(environmentId, folder) {
      const row = await select(environmentId).where('folder', '=', folder).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async findMany(environmentId, folders) {
      if (folders.length === 0) return []
      const rows = await select(environmentId)
        .where('folder', 'in', [...folders])
        .execute()
      return rows.map(fromRow)
    },
    async list(environmentId) {
      const rows = await select(environmentId).orderBy('folder').execute()
      return rows.map(fromRow)
    },
    async put(mapping) {
      const row = toRow(mapping)
      await db
        .insertInto('upload_mapping')
        .values(row)
        .onConflict((conflict) => conflict.columns(['environment_id', 'folder']).doUpdateSet(row))
        .execute()
    },
    async delete(environmentId, folder) {
      const deleted = await db
        .deleteFrom('upload_mapping')
        .where('environment_id', '=', environmentId)
        .where('folder', '=', folder)
        .returning('folder')
        .execute()
      return deleted.length > 0
    },
  }
}

function toRow(mapping: UploadMapping): UploadMappingTable {
  return {
    environment_id: mapping.environmentId,
    folder: mapping.folder,
    template: mapping.template,
    upload_preset_name: mapping.uploadPresetName,
    created_at: mapping.createdAt,
  }
}

function fromRow(row: UploadMappingTable): UploadMapping {
  return {
    environmentId: row.environment_id,
    folder: row.folder,
    template: row.template,
    uploadPresetName: row.upload_preset_name,
    createdAt: row.created_at,
  }
}
