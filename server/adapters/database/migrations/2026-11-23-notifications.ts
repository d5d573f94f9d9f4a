/** Triggers, and notifications on their way. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const notifications: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('trigger')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('uri', 'text', (column) => column.notNull())
      .addColumn('event_type', 'text', (column) => column.notNull())
      .addColumn('additive', 'integer', (column) => column.notNull())
      .addColumn('filter_json', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('trigger_event')
      .on('trigger')
      .columns(['environment_id', 'event_type', 'created_at'])
      .execute()
    await db.schema
      .createTable('notification_delivery')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('trigger_id', 'text')
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('last_error', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('notification_delivery_state')
      .on('notification_delivery')
      .columns(['environment_id', 'state', 'updated_at', 'id'])
      .execute()
  },
}
