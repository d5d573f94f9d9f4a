import type { Kysely } from 'kysely'
import type { PendingUpload } from '../../../domain/pending-upload.ts'
import type { PendingUploadRepository } from '../../../ports/repositories/pending-uploads.ts'
import type { PendingUploadTable, Schema } from '../schema.ts'

export function pendingUploadRepository(db: Kysely<Schema>): PendingUploadRepository {
  return {
    async insert({ id, environmentId, file, request, createdAt }) {
      await db
        .insertInto('pending_upload')
        .values({
          id,
          environment_id: environmentId,
          storage_key: file?.storageKey ?? '',
          bytes: file?.bytes ?? 0,
          sha256: file?.sha256 ?? '',
          request_json: request,
          created_at: createdAt,
        })
        .execute()
    },
    async find(environmentId, id) {
      const row = await db
        .selectFrom('pending_upload')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row === undefined ? null : pendingOf(row)
    },
    async findByStorageKey(storageKey) {
      if (storageKey === '') return null
      const row = await db
        .selectFrom('pending_upload')
        .selectAll()
        .where('storage_key', '=', storageKey)
        .executeTakeFirst()
      return row === undefined ? null : pendingOf(row)
    },
    async delete(environmentId, id) {
      await db.deleteFrom('pending_upload').where('environment_id', '=', environmentId).where('id', '=', id).execute()
    },
  }
}

function pendingOf(row: PendingUploadTable): PendingUpload {
  return {
    id: row.id,
    environmentId: row.environment_id,
    file: row.storage_key === '' ? null : { storageKey: row.storage_key, bytes: Number(row.bytes), sha256: row.sha256 },
    request: row.request_json,
    createdAt: Number(row.created_at),
  }
}
