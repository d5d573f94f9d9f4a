import type { Kysely } from 'kysely'
import type { EnvironmentSettings, ProductEnvironment } from '../../../domain/product-environment.ts'
import type { EnvironmentRepository } from '../../../ports/repositories/environments.ts'
import type { EnvironmentTable, Schema } from '../schema.ts'
import { fromFlag, fromJson, toFlag, toJson } from './columns.ts'

export function environmentRepository(db: Kysely<Schema>): EnvironmentRepository {
  const select = () => db.selectFrom('environment').selectAll()
  return {
    async insert(environment) {
      await db.insertInto('environment').values(toRow(environment)).execute()
    },
    async findByCloudName(cloudName) {
      const row = await select().where('cloud_name', '=', cloudName).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async findById(id) {
      const row = await select().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async list() {
      const rows = await select().orderBy('created_at').orderBy('id').execute()
      return rows.map(fromRow)
    },
    async updateSettings(id, settings) {
      await db
        .updateTable('environment')
        .set({ settings_json: toJson(settings) })
        .where('id', '=', id)
        .execute()
    },
  }
}

function toRow(environment: ProductEnvironment): EnvironmentTable {
  return {
    id: environment.id,
    cloud_name: environment.cloudName,
    enabled: toFlag(environment.enabled),
    settings_json: toJson(environment.settings),
    created_at: environment.createdAt,
  }
}

function fromRow(row: EnvironmentTable): ProductEnvironment {
  return {
    id: row.id,
    cloudName: row.cloud_name,
    enabled: fromFlag(row.enabled),
    settings: fromJson<EnvironmentSettings>(row.settings_json),
    createdAt: row.created_at,
  }
}
