import type { Kysely } from 'kysely'
import type { StreamingProfile } from '../../../domain/streaming-profile.ts'
import type { StreamingProfileRepository } from '../../../ports/repositories/streaming-profiles.ts'
import type { Schema, StreamingProfileTable } from '../schema.ts'
import { fromJson, toJson } from './columns.ts'

export function streamingProfileRepository(db: Kysely<Schema>): StreamingProfileRepository {
  const select = (environmentId: string) =>
    db.selectFrom('streaming_profile').selectAll().where('environment_id', '=', environmentId)
  return {
    async find(environmentId, name) {
      const row = await select(environmentId).where('name', '=', name).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async list(environmentId) {
      const rows = await select(environmentId).orderBy('name').execute()
      return rows.map(fromRow)
    },
    async put(profile) {
      const row = toRow(profile)
      await db
        .insertInto('streaming_profile')
        .values(row)
        .onConflict((conflict) => conflict.columns(['environment_id', 'name']).doUpdateSet(row))
        .execute()
    },
    async delete(environmentId, name) {
      const deleted = await db
        .deleteFrom('streaming_profile')
        .where('environment_id', '=', environmentId)
        .where('name', '=', name)
        .returning('name')
        .execute()
      return deleted.length > 0
    },
  }
}

function toRow(profile: StreamingProfile): StreamingProfileTable {
  return {
    environment_id: profile.environmentId,
    name: profile.name,
    display_name: profile.displayName,
    representations_json: toJson(profile.representations),
    created_at: profile.createdAt,
  }
}

function fromRow(row: StreamingProfileTable): StreamingProfile {
  return {
    environmentId: row.environment_id,
    name: row.name,
    displayName: row.display_name,
    representations: fromJson(row.representations_json),
    createdAt: row.created_at,
  }
}
