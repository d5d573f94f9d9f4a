import type { Kysely } from 'kysely'
import type { UploadPart, UploadSession, UploadSessionRepository } from '../../../ports/repositories/upload-sessions.ts'
import type { Schema, UploadSessionTable } from '../schema.ts'
import { fromJson, toJson } from './columns.ts'

export function uploadSessionRepository(db: Kysely<Schema>): UploadSessionRepository {
  const select = () => db.selectFrom('upload_session').selectAll()
  return {
    async find(environmentId, uploadId) {
      const row = await select()
        .where('environment_id', '=', environmentId)
        .where('upload_id', '=', uploadId)
        .executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async put(session) {
      const row = toRow(session)
      await db
        .insertInto('upload_session')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    },
    async delete(id) {
      await db.deleteFrom('upload_session').where('id', '=', id).execute()
    },
    async list() {
      const rows = await select().orderBy('updated_at').execute()
      return rows.map(fromRow)
    },
    async unfinished(environmentId) {
      const row = await db
        .selectFrom('upload_session')
        .select(({ fn }) => [
          fn.countAll<number>().filterWhere('environment_id', '=', environmentId).as('sessions'),
          fn.sum<number | null>('received_bytes').filterWhere('environment_id', '=', environmentId).as('bytes'),
          fn.sum<number | null>('received_bytes').as('bytes_of_all'),
        ])
        .where('result_json', 'is', null)
        .executeTakeFirstOrThrow()
      return { sessions: Number(row.sessions), bytes: Number(row.bytes), bytesOfAll: Number(row.bytes_of_all) }
    },
    async listIdleSince(before) {
      const rows = await select().where('updated_at', '<', before).orderBy('updated_at').execute()
      return rows.map(fromRow)
    },
  }
}

function toRow(session: UploadSession): UploadSessionTable {
  return {
    id: session.id,
    environment_id: session.environmentId,
    upload_id: session.uploadId,
    total_bytes: session.totalBytes,
    parts_json: toJson(session.parts),
    received_bytes: session.parts.reduce((total, { start, end }) => total + end - start + 1, 0),
    created_at: session.createdAt,
    updated_at: session.updatedAt,
    result_json: session.result,
  }
}

function fromRow(row: UploadSessionTable): UploadSession {
  return {
    id: row.id,
    environmentId: row.environment_id,
    uploadId: row.upload_id,
    totalBytes: row.total_bytes,
    parts: fromJson<readonly UploadPart[]>(row.parts_json),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    result: row.result_json,
  }
}
