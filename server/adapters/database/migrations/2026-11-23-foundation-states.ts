/** Placeholders, backed-up versions, relations, and who changed what of an asset when. */
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const assetStates: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('asset').addColumn('placeholder', 'text').execute()
    await db.schema.alterTable('asset').addColumn('created_by_json', 'text').execute()
    await db.schema.alterTable('asset').addColumn('uploaded_by_json', 'text').execute()
    await db.schema
      .alterTable('asset')
      .addColumn('backup_bytes', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('asset')
      .addColumn('uploaded_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('asset')
      .addColumn('last_updated_json', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute()
    // A version is the second in which its file came.
    await sql`update asset set uploaded_at = version * 1000`.execute(db)
    await createBackupTable(db)
    await createRelationTable(db)
  },
}

async function createBackupTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('asset_backup')
    .addColumn('version_id', 'text', (column) => column.primaryKey())
    .addColumn('environment_id', 'text', (column) => column.notNull())
    .addColumn('asset_id', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('storage_key', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('file_json', 'text', (column) => column.notNull())
    .addColumn('uploaded_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('asset_backup_asset')
    .on('asset_backup')
    .columns(['environment_id', 'asset_id', 'version'])
    .execute()
  await db.schema.createIndex('asset_backup_storage_key').on('asset_backup').column('storage_key').execute()
}

async function createRelationTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('asset_relation')
    .addColumn('environment_id', 'text', (column) => column.notNull())
    .addColumn('asset_id', 'text', (column) => column.notNull())
    .addColumn('related_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('asset_relation_key', ['environment_id', 'asset_id', 'related_id'])
    .execute()
}
