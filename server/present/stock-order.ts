import { type StockOrderRecord, stateOfStockOrder } from '../domain/stock-order.ts'

/** Without the address of the file: whoever has it has the file. */
export function presentStockOrder(order: StockOrderRecord) {
  const { licence, assetId, problem } = order
  return {
    order: order.id,
    library: order.library,
    id: order.itemId,
    plan: order.planId,
    format: order.format,
    state: stateOfStockOrder(order),
    ordered_by: order.orderedBy,
    created_at: new Date(order.createdAt).toISOString(),
    ...(licence === null ? {} : { license_id: licence.id }),
    ...(assetId === null ? {} : { asset_id: assetId }),
    ...(problem === null ? {} : { problem }),
  }
}
