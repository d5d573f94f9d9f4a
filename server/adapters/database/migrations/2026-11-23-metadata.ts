/** Structured metadata: fields, the options of enums and sets, conditional rules. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const metadata: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('metadata_field')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('external_id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('mandatory', 'integer', (column) => column.notNull())
      .addColumn('default_json', 'text')
      .addColumn('default_disabled', 'integer', (column) => column.notNull())
      .addColumn('validation_json', 'text')
      .addColumn('restrictions_json', 'text', (column) => column.notNull())
      .addColumn('allow_dynamic_list_values', 'integer', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('deleted_at', 'bigint')
      .addPrimaryKeyConstraint('metadata_field_key', ['environment_id', 'external_id'])
      .execute()
    await db.schema
      .createTable('metadata_option')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('field_id', 'text', (column) => column.notNull())
      .addColumn('external_id', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('metadata_option_key', ['environment_id', 'field_id', 'external_id'])
      .execute()
    await db.schema
      .createTable('metadata_rule')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('external_id', 'text', (column) => column.notNull())
      .addColumn('field_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('condition_json', 'text', (column) => column.notNull())
      .addColumn('result_json', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('metadata_rule_key', ['environment_id', 'external_id'])
      .execute()
  },
}
