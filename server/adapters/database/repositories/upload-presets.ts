import type { Kysely } from 'kysely'
import type { UploadPreset } from '../../../domain/upload-preset.ts'
import type { UploadPresetRepository } from '../../../ports/repositories/upload-presets.ts'
import type { Schema, UploadPresetTable } from '../schema.ts'
import { fromFlag, fromJson, toFlag, toJson } from './columns.ts'
import { namedRows } from './named-rows.ts'

export function uploadPresetRepository(db: Kysely<Schema>): UploadPresetRepository {
  return namedRows(db, 'upload_preset', { of: toRow, read: fromRow })
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
