/** Product environments. The keys of delivery tokens among their settings are encrypted, as API secrets are. */
import type { Kysely } from 'kysely'
import { DEFAULT_SETTINGS } from '../../../domain/default-settings.ts'
import type { EnvironmentSettings, ProductEnvironment } from '../../../domain/product-environment.ts'
import type { EnvironmentRepository } from '../../../ports/repositories/environments.ts'
import type { EnvironmentTable, Schema } from '../schema.ts'
import type { Sealer } from '../sealer.ts'
import { fromFlag, fromJson, fromOptionalJson, toFlag, toJson, toOptionalJson } from './columns.ts'

export function environmentRepository(db: Kysely<Schema>, sealer: Sealer): EnvironmentRepository {
  const select = () => db.selectFrom('environment').selectAll().where('deleted_at', 'is', null)
  const fromRow = (row: EnvironmentTable): ProductEnvironment => ({
    id: row.id,
    name: row.name ?? row.cloud_name,
    cloudName: row.cloud_name,
    enabled: fromFlag(row.enabled),
    // Rows are older than some settings.
    settings: withTokenKeys(
      { ...DEFAULT_SETTINGS, ...fromJson<Partial<EnvironmentSettings>>(row.settings_json) },
      (key) => sealer.open(key),
    ),
    description: row.description,
    customAttributes: fromOptionalJson(row.custom_attributes_json),
    createdAt: row.created_at,
    updatedAt: row.updated_at ?? row.created_at,
  })
  const toRow = (environment: ProductEnvironment): Omit<EnvironmentTable, 'deleted_at'> => ({
    id: environment.id,
    name: environment.name,
    cloud_name: environment.cloudName,
    enabled: toFlag(environment.enabled),
    settings_json: toJson(sealed(environment.settings)),
    description: environment.description,
    custom_attributes_json: toOptionalJson(environment.customAttributes),
    created_at: environment.createdAt,
    updated_at: environment.updatedAt,
  })
  const sealed = (settings: EnvironmentSettings) => withTokenKeys(settings, (key) => sealer.seal(key))
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
    async hasAssets(id) {
      const row = await db.selectFrom('asset').select('id').where('environment_id', '=', id).limit(1).executeTakeFirst()
      return row !== undefined
    },
    async update(environment) {
      await db.updateTable('environment').set(toRow(environment)).where('id', '=', environment.id).execute()
    },
    async markDeleted(id, now) {
      // A name that nobody can ask for, so that the old one is free.
      await db
        .updateTable('environment')
        .set({ cloud_name: `.${id}`, enabled: 0, deleted_at: now })
        .where('id', '=', id)
        .execute()
    },
    async listDeleted() {
      const rows = await db.selectFrom('environment').select('id').where('deleted_at', 'is not', null).execute()
      return rows.map(({ id }) => id)
    },
    async delete(id) {
      await db.deleteFrom('environment').where('id', '=', id).execute()
    },
    async updateSettings(id, settings) {
      await db
        .updateTable('environment')
        .set({ settings_json: toJson(sealed(settings)) })
        .where('id', '=', id)
        .execute()
    },
  }
}

/** Rows of older releases know no such keys. */
function withTokenKeys(settings: EnvironmentSettings, change: (key: string) => string): EnvironmentSettings {
  return { ...settings, authTokenKeys: settings.authTokenKeys.map(({ name, key }) => ({ name, key: change(key) })) }
}
