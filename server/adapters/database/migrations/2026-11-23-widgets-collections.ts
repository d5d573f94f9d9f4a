/** Collections and what is in them. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const collections: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('collection')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('description', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('collection_key', ['environment_id', 'id'])
      .execute()
    await db.schema
      .createTable('collection_asset')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('collection_id', 'text', (column) => column.notNull())
      .addColumn('asset_id', 'text', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('collection_asset_key', ['environment_id', 'collection_id', 'asset_id'])
      .execute()
    await db.schema
      .createIndex('collection_asset_position')
      .on('collection_asset')
      .columns(['environment_id', 'collection_id', 'position', 'asset_id'])
      .execute()
    await db.schema
      .createIndex('collection_asset_asset')
      .on('collection_asset')
      .columns(['environment_id', 'asset_id'])
      .execute()
  },
}
