/** The account, names of product environments, and what access keys have besides their secret. */
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const provisioning: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('account')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('provisioning_key', 'text', (column) => column.notNull())
      .addColumn('sealed_secret', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    const environment = db.schema.alterTable('environment')
    await environment.addColumn('name', 'text').execute()
    await environment.addColumn('custom_attributes_json', 'text').execute()
    await environment.addColumn('updated_at', 'bigint').execute()
    await environment.addColumn('deleted_at', 'bigint').execute()
    const key = db.schema.alterTable('access_key')
    await key.addColumn('updated_at', 'bigint').execute()
    await key.addColumn('dedicated_for', 'text').execute()
    await key.addColumn('root', 'integer', (column) => column.notNull().defaultTo(0)).execute()
    // The key that an environment was made with.
    await sql`update access_key set root = 1 where name = 'Root'`.execute(db)
  },
}
