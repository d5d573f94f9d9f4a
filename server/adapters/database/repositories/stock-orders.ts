import type { Kysely } from 'kysely'
import type { StockOrderRepository } from '../../../ports/repositories/stock-orders.ts'
import type { Schema } from '../schema.ts'

export function stockOrderRepository(db: Kysely<Schema>): StockOrderRepository {
  return {
    async insert({ id, environmentId, library, itemId, planId, format, orderedBy, createdAt, licence, assetId }) {
      await db
        .insertInto('stock_order')
        .values({
          id,
          environment_id: environmentId,
          library,
          item_id: itemId,
          plan_id: planId,
          format,
          ordered_by: orderedBy,
          created_at: createdAt,
          licence_id: licence?.id ?? null,
          download_url: licence?.url ?? null,
          asset_id: assetId,
        })
        .execute()
    },
    async find(environmentId, id) {
      const row = await db
        .selectFrom('stock_order')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .where('id', '=', id)
        .executeTakeFirst()
      if (row === undefined) return null
      return {
        id: row.id,
        environmentId: row.environment_id,
        library: row.library,
        itemId: row.item_id,
        planId: row.plan_id,
        format: row.format,
        orderedBy: row.ordered_by,
        createdAt: Number(row.created_at),
        licence:
          row.licence_id === null || row.download_url === null ? null : { id: row.licence_id, url: row.download_url },
        assetId: row.asset_id,
      }
    },
    async setLicence(environmentId, id, licence) {
      await db
        .updateTable('stock_order')
        .set({ licence_id: licence.id, download_url: licence.url })
        .where('environment_id', '=', environmentId)
        .where('id', '=', id)
        .execute()
    },
    async setAsset(environmentId, id, assetId) {
      await db
        .updateTable('stock_order')
        .set({ asset_id: assetId })
        .where('environment_id', '=', environmentId)
        .where('id', '=', id)
        .execute()
    },
    async delete(environmentId, id) {
      await db.deleteFrom('stock_order').where('environment_id', '=', environmentId).where('id', '=', id).execute()
    },
  }
}
