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
    createdAt: row.created_at,
  })
  return {
    async insert(key) {
      const row: AccessKeyTable = {
        id: key.id,
        environment_id: key.environmentId,
        name: key.name,
        api_key: key.apiKey,
        sealed_secret: sealer.seal(key.apiSecret),
        enabled: toFlag(key.enabled),
        created_at: key.createdAt,
        permissions_json: toJson(key.permissions),
        folder_prefix: key.folderPrefix,
      }
      await db.insertInto('access_key').values(row).execute()
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
