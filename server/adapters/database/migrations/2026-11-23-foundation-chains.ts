/** Chains without a name that may be used with strict transformations, derived rows by their chain, formats of named ones. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const chains: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('allowed_chain')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('transformation', 'text', (column) => column.notNull())
      .addColumn('extension', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('allowed_chain_key', ['environment_id', 'transformation', 'extension'])
      .execute()
    await db.schema
      .createIndex('derived_chain')
      .on('derived')
      .columns(['environment_id', 'transformation', 'extension'])
      .execute()
    await db.schema.alterTable('named_transformation').addColumn('extension', 'text').execute()
  },
}
