/** What an operator says of a product environment. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const provisioningDescription: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('environment').addColumn('description', 'text').execute()
  },
}
