/** Licences that were ordered from paid libraries. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const stockOrders: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('stock_order')
      .addColumn('environment_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('library', 'text', (column) => column.notNull())
      .addColumn('item_id', 'text', (column) => column.notNull())
      .addColumn('plan_id', 'text', (column) => column.notNull())
      .addColumn('format', 'text', (column) => column.notNull())
      .addColumn('ordered_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('licence_id', 'text')
      .addColumn('download_url', 'text')
      .addColumn('asset_id', 'text')
      .addPrimaryKeyConstraint('stock_order_key', ['environment_id', 'id'])
      .execute()
  },
}
