/** Uploads that were acknowledged and are carried out later. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const pendingUploads: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('pending_upload')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('storage_key', 'text', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('request_json', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('pending_upload_file').on('pending_upload').column('storage_key').execute()
    await db.schema.createIndex('pending_upload_environment').on('pending_upload').column('environment_id').execute()
  },
}
