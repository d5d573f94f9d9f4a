/** API keys. Their secrets are encrypted on the way in and decrypted on the way out. */
import type { Kysely } from 'kysely'
import { type AccessKey, type KeyPermissions, UNLIMITED } from '../../../domain/access-key.ts'
import type { AccessKeyRepository } from '../../../ports/repositories/access-keys.ts'
import type { AccessKeyTable, Schema } from '../schema.ts'
import type { Sealer } from '../sealer.ts'
import { fromFlag, fromOptionalJson, toFlag, toJson } from './columns.ts'

export function accessKeyRepository(db: Kysely<Schema>, sealer: Sealer): AccessKeyRepository {
  const fromRow = (row: AccessKeyTable): AccessKey => ({
    id: row.id,
    environmentId: row.environment_id,
    name: row.name,
    apiKey: row.api_key,
    apiSecret: sealer.open(row.sealed_secret),
    enabled: fromFlag(row.enabled),
    permissions: fromOptionalJson<KeyPermissions>(row.permissions_json) ?? UNLIMITED,
    folderPrefix: row.folder_prefix,
    isRoot: fromFlag(row.root),
    dedicatedFor: row.dedicated_for,
    createdAt: row.created_at,
    updatedAt: row.updated_at ?? row.created_at,
  })
  return {
    async insert(key) {
      const row: AccessKeyTable = {
        id: key.id,
        environment_id: key.environmentId,
        api_key: key.apiKey,
        sealed_secret: sealer.seal(key.apiSecret),
        created_at: key.createdAt,
        ...changeable(key),
      }
      await db.insertInto('access_key').values(row).execute()
    },
    async update(key) {
      await db
        .updateTable('access_key')
        .set(changeable(key))
        .where('id', '=', key.id)
        .where('environment_id', '=', key.environmentId)
        .execute()
    },
    async delete(environmentId, id) {
      await db.deleteFrom('access_key').where('id', '=', id).where('environment_id', '=', environmentId).execute()
    },
    async findByApiKey(apiKey) {
      const row = await db.selectFrom('access_key').selectAll().where('api_key', '=', apiKey).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async listByEnvironment(environmentId) {
      const rows = await db
        .selectFrom('access_key')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(fromRow)
    },
  }
}

function changeable(key: AccessKey) {
  return {
    name: key.name,
    enabled: toFlag(key.enabled),
    dedicated_for: key.dedicatedFor,
    permissions_json: toJson(key.permissions),
    folder_prefix: key.folderPrefix,
    root: toFlag(key.isRoot),
    updated_at: key.updatedAt,
  }
}
