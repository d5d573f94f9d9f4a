/** Calls of the Admin API in the present hour, for the rate limit. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const callCounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('call_count')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('window_starts_at', 'bigint', (column) => column.notNull())
      .addColumn('calls', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('call_count_key', ['environment_id', 'name'])
      .execute()
  },
}
