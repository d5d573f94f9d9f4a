/** What an access key may do. Keys from before may do everything. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const keyPermissions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('access_key').addColumn('permissions_json', 'text').execute()
    await db.schema.alterTable('access_key').addColumn('folder_prefix', 'text').execute()
  },
}
