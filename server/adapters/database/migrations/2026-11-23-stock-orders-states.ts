/** How the purchase of a licence stands, and lists of orders. What was ordered before may have been asked for. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const stockOrderStates: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('stock_order')
      .addColumn('asked_until', 'bigint', (column) => column.defaultTo(0))
      .execute()
    await db.schema.alterTable('stock_order').addColumn('problem', 'text').execute()
    await db.schema
      .createIndex('stock_order_by_time')
      .on('stock_order')
      .columns(['environment_id', 'created_at', 'id'])
      .execute()
  },
}
