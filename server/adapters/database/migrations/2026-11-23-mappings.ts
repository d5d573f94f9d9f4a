/** Upload mappings and streaming profiles. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const mappings: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('upload_mapping')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('folder', 'text', (column) => column.notNull())
      .addColumn('template', 'text', (column) => column.notNull())
      .addColumn('upload_preset_name', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('upload_mapping_key', ['environment_id', 'folder'])
      .execute()
    await db.schema
      .createTable('streaming_profile')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('display_name', 'text')
      .addColumn('representations_json', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('streaming_profile_key', ['environment_id', 'name'])
      .execute()
  },
}
