import type { Kysely } from 'kysely'
import type { StreamingProfile } from '../../../domain/streaming-profile.ts'
import type { StreamingProfileRepository } from '../../../ports/repositories/streaming-profiles.ts'
import type { Schema, StreamingProfileTable } from '../schema.ts'
import { fromJson, toJson } from './columns.ts'
import { namedRows } from './named-rows.ts'

export function streamingProfileRepository(db: Kysely<Schema>): StreamingProfileRepository {
  return namedRows(db, 'streaming_profile', { of: toRow, read: fromRow })
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
