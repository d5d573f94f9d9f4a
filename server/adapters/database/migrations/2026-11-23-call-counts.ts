/** Calls of the Admin API in the present hour, for the rate limit. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const callCounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('call_count')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('window_starts_at', 'bigint', (column) => column.notNull())
      .addColumn('calls', 'bigint', (column) => column.notNull())
      .execute()
  },
}
