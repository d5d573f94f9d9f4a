/** Counts of use by environment and day; indexes from which stored bytes are summed without reading rows. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const usage: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('usage_day')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('counter', 'text', (column) => column.notNull())
      .addColumn('amount', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('usage_day_key', ['environment_id', 'day', 'counter'])
      .execute()
    await db.schema
      .createTable('usage_writer')
      .addColumn('writer', 'text', (column) => column.primaryKey())
      .addColumn('batch', 'bigint', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .alterTable('derived')
      .addColumn('units', 'integer', (column) => column.notNull().defaultTo(1))
      .execute()
    await db.schema
      .createIndex('asset_bytes')
      .on('asset')
      .columns(['environment_id', 'bytes', 'backup_bytes'])
      .execute()
    await db.schema.createIndex('derived_bytes').on('derived').columns(['environment_id', 'bytes']).execute()
  },
}
