/** Tokens of widgets. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const widgetSessions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('widget_session')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text')
      .addColumn('api_key', 'text')
      .addColumn('username', 'text', (column) => column.notNull())
      .addColumn('origin', 'text')
      .addColumn('signed_in_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('widget_session_environment')
      .on('widget_session')
      .columns(['environment_id', 'id'])
      .execute()
    await db.schema.createIndex('widget_session_user').on('widget_session').column('user_id').execute()
    await db.schema.createIndex('widget_session_expiry').on('widget_session').column('expires_at').execute()
  },
}
