/** What was ordered from paid libraries. */
import type { StockOrderRecord, StockOrderState } from '../../domain/stock-order.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Database } from '../../ports/database.ts'
import { boundCursor } from '../listing/bound-cursor.ts'

export interface StockOrderPage {
  readonly library?: string | undefined
  readonly state?: StockOrderState | undefined
  readonly maxResults: number
  readonly nextCursor?: string | undefined
}

type Tables = Pick<Database, 'stockOrders'>

export async function listStockOrders(
  environmentId: string,
  { library, state, maxResults, nextCursor }: StockOrderPage,
  { stockOrders }: Tables,
): Promise<{ readonly orders: readonly StockOrderRecord[]; readonly nextCursor: string | null }> {
  const filter = { library: library ?? null, state: state ?? null }
  const cursor = boundCursor(['stock orders', environmentId, filter], 2)
  const after = placeOf(cursor.read(nextCursor))
  const found = await stockOrders.list(environmentId, { ...filter, after, limit: maxResults + 1 })
  const orders = found.slice(0, maxResults)
  const last = found.length > maxResults ? orders.at(-1) : undefined
  return { orders, nextCursor: last === undefined ? null : cursor.write(String(last.createdAt), last.id) }
}

/** @throws NotFoundError */
export async function getStockOrder(
  environmentId: string,
  id: string,
  { stockOrders }: Tables,
): Promise<StockOrderRecord> {
  const order = await stockOrders.find(environmentId, id)
  if (order === null) throw new NotFoundError(`Resource not found - ${id}`)
  return order
}

function placeOf(key: readonly string[] | null): { readonly createdAt: number; readonly id: string } | null {
  if (key === null) return null
  const [time = '', id = ''] = key
  const createdAt = Number(time)
  if (Number.isSafeInteger(createdAt)) return { createdAt, id }
  throw new InvalidParameterError('Invalid value for parameter next_cursor: expected one from an earlier answer')
}
