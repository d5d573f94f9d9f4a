/** Fields and their options, in two tables: several requests may add options to one field at the same time. */
import type { Kysely } from 'kysely'
import type { MetadataField, MetadataOption } from '../../../domain/metadata-field.ts'
import type { MetadataFieldRepository } from '../../../ports/repositories/metadata-fields.ts'
import type { MetadataFieldTable, MetadataOptionTable, Schema } from '../schema.ts'
import { fromFlag, fromJson, fromOptionalJson, toFlag, toJson, toOptionalJson } from './columns.ts'

/** Rows of one statement: PostgreSQL takes 65,535 parameters, SQLite 32,766. */
const ROWS_AT_ONCE = 500

export function metadataFieldRepository(db: Kysely<Schema>): MetadataFieldRepository {
  const live = (environmentId: string) =>
    db.selectFrom('metadata_field').where('environment_id', '=', environmentId).where('deleted_at', 'is', null)
  const options = (environmentId: string) =>
    db.selectFrom('metadata_option').selectAll().where('environment_id', '=', environmentId).orderBy('position')

  return {
    async find(environmentId, externalId) {
      const row = await live(environmentId).selectAll().where('external_id', '=', externalId).executeTakeFirst()
      if (row === undefined) return null
      return fromRow(row, await options(environmentId).where('field_id', '=', externalId).execute())
    },
    async list(environmentId) {
      const rows = await live(environmentId).selectAll().orderBy('position').orderBy('external_id').execute()
      if (rows.length === 0) return []
      const byField = Map.groupBy(await options(environmentId).execute(), (option) => option.field_id)
      return rows.map((row) => fromRow(row, byField.get(row.external_id) ?? []))
    },
    async count(environmentId) {
      const row = await live(environmentId)
        .select(({ fn }) => fn.countAll<number>().as('fields'))
        .executeTakeFirstOrThrow()
      return Number(row.fields)
    },
    async isTaken(environmentId, externalId) {
      const row = await db
        .selectFrom('metadata_field')
        .select('external_id')
        .where('environment_id', '=', environmentId)
        .where('external_id', '=', externalId)
        .executeTakeFirst()
      return row !== undefined
    },
    async insert(field) {
      await db.insertInto('metadata_field').values(toRow(field)).execute()
      await putOptions(field.environmentId, field.externalId, field.options)
    },
    async update(field) {
      await db
        .updateTable('metadata_field')
        .set(toRow(field))
        .where('environment_id', '=', field.environmentId)
        .where('external_id', '=', field.externalId)
        .where('deleted_at', 'is', null)
        .execute()
    },
    putOptions,
    async delete(environmentId, externalId, deletedAt) {
      const deleted = await db
        .updateTable('metadata_field')
        .set({ deleted_at: deletedAt })
        .where('environment_id', '=', environmentId)
        .where('external_id', '=', externalId)
        .where('deleted_at', 'is', null)
        .returning('external_id')
        .execute()
      await db
        .deleteFrom('metadata_option')
        .where('environment_id', '=', environmentId)
        .where('field_id', '=', externalId)
        .execute()
      return deleted.length > 0
    },
  }

  async function putOptions(
    environmentId: string,
    externalId: string,
    entries: readonly MetadataOption[],
  ): Promise<void> {
    for (let start = 0; start < entries.length; start += ROWS_AT_ONCE) {
      const rows = entries
        .slice(start, start + ROWS_AT_ONCE)
        .map((option) => toOptionRow(environmentId, externalId, option))
      await db
        .insertInto('metadata_option')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['environment_id', 'field_id', 'external_id']).doUpdateSet(({ ref }) => ({
            value: ref('excluded.value'),
            state: ref('excluded.state'),
            position: ref('excluded.position'),
          })),
        )
        .execute()
    }
  }
}

function toRow(field: MetadataField): MetadataFieldTable {
  return {
    environment_id: field.environmentId,
    external_id: field.externalId,
    type: field.type,
    label: field.label,
    mandatory: toFlag(field.mandatory),
    default_json: toOptionalJson(field.defaultValue),
    default_disabled: toFlag(field.defaultDisabled),
    validation_json: toOptionalJson(field.validation),
    restrictions_json: toJson(field.restrictions),
    allow_dynamic_list_values: toFlag(field.allowDynamicListValues),
    position: field.position,
    created_at: field.createdAt,
    deleted_at: null,
  }
}

function toOptionRow(environmentId: string, fieldId: string, option: MetadataOption): MetadataOptionTable {
  return {
    environment_id: environmentId,
    field_id: fieldId,
    external_id: option.externalId,
    value: option.value,
    state: option.state,
    position: option.position,
  }
}

function fromRow(row: MetadataFieldTable, options: readonly MetadataOptionTable[]): MetadataField {
  return {
    environmentId: row.environment_id,
    externalId: row.external_id,
    type: row.type as MetadataField['type'],
    label: row.label,
    mandatory: fromFlag(row.mandatory),
    defaultValue: fromOptionalJson(row.default_json),
    defaultDisabled: fromFlag(row.default_disabled),
    validation: fromOptionalJson(row.validation_json),
    restrictions: fromJson(row.restrictions_json),
    options: options.map((option) => ({
      externalId: option.external_id,
      value: option.value,
      state: option.state as MetadataOption['state'],
      position: option.position,
    })),
    allowDynamicListValues: fromFlag(row.allow_dynamic_list_values),
    position: row.position,
    createdAt: row.created_at,
  }
}
