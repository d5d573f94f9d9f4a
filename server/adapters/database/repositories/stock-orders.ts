import type { Kysely } from 'kysely'
import type { StockOrderRecord } from '../../../domain/stock-order.ts'
import type { StockOrderRepository } from '../../../ports/repositories/stock-orders.ts'
import type { Schema, StockOrderTable } from '../schema.ts'

export function stockOrderRepository(db: Kysely<Schema>): StockOrderRepository {
  const update = (environmentId: string, id: string, change: Partial<StockOrderTable>) =>
    db.updateTable('stock_order').set(change).where('environment_id', '=', environmentId).where('id', '=', id)

  return {
    async insertNew(order) {
      await db
        .insertInto('stock_order')
        .values(toRow(order))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async find(environmentId, id) {
      const row = await db
        .selectFrom('stock_order')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async list(environmentId, { library, state, after, limit }) {
      let query = db.selectFrom('stock_order').selectAll().where('environment_id', '=', environmentId)
      if (library !== null) query = query.where('library', '=', library)
      if (state !== null) query = query.where('licence_id', state === 'ordered' ? 'is' : 'is not', null)
      if (state === 'bought') query = query.where('asset_id', 'is', null)
      if (state === 'uploaded') query = query.where('asset_id', 'is not', null)
      if (after !== null) {
        query = query.where(({ eb, or, and }) =>
          or([
            eb('created_at', '<', after.createdAt),
            and([eb('created_at', '=', after.createdAt), eb('id', '<', after.id)]),
          ]),
        )
      }
      const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
      return rows.map(fromRow)
    },
    async claim(environmentId, id, { now, until }) {
      const { numUpdatedRows } = await update(environmentId, id, { asked_until: until })
        .where('licence_id', 'is', null)
        .where(({ eb, or }) => or([eb('asked_until', 'is', null), eb('asked_until', '<=', now)]))
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async endClaim(environmentId, id, { now, until }) {
      await update(environmentId, id, { asked_until: now }).where('asked_until', '=', until).execute()
    },
    async setLicence(environmentId, id, licence) {
      await update(environmentId, id, { licence_id: licence.id, download_url: licence.url }).execute()
    },
    async setAsset(environmentId, id, assetId) {
      await update(environmentId, id, { asset_id: assetId, problem: null }).execute()
    },
    async setProblem(environmentId, id, problem) {
      await update(environmentId, id, { problem }).execute()
    },
    async deleteUnsold(environmentId, id, claimedUntil) {
      await db
        .deleteFrom('stock_order')
        .where('environment_id', '=', environmentId)
        .where('id', '=', id)
        .where('licence_id', 'is', null)
        .where('asked_until', '=', claimedUntil)
        .execute()
    },
  }
}

function toRow(order: StockOrderRecord): StockOrderTable {
  return {
    environment_id: order.environmentId,
    id: order.id,
    library: order.library,
    item_id: order.itemId,
    plan_id: order.planId,
    format: order.format,
    ordered_by: order.orderedBy,
    created_at: order.createdAt,
    asked_until: order.askedUntil,
    licence_id: order.licence?.id ?? null,
    download_url: order.licence?.url ?? null,
    asset_id: order.assetId,
    problem: order.problem,
  }
}

function fromRow(row: StockOrderTable): StockOrderRecord {
  const { licence_id: licenceId, download_url: url } = row
  return {
    id: row.id,
    environmentId: row.environment_id,
    library: row.library,
    itemId: row.item_id,
    planId: row.plan_id,
    format: row.format,
    orderedBy: row.ordered_by,
    createdAt: Number(row.created_at),
    askedUntil: row.asked_until === null ? null : Number(row.asked_until),
    licence: licenceId === null || url === null ? null : { id: licenceId, url },
    assetId: row.asset_id,
    problem: row.problem,
  }
}
