import * as contract from '../../contract/stock-orders.ts'
import type { Database } from '../../ports/database.ts'
import { presentStockOrder } from '../../present/stock-order.ts'
import { getStockOrder, listStockOrders } from '../../services/stock/stock-orders.ts'
import { type ApiRoutes, route } from '../route.ts'

export function stockOrderRoutes(routes: ApiRoutes, database: Pick<Database, 'stockOrders'>): void {
  route(routes, contract.listStockOrders, async (input, { environment }) => {
    const { orders, nextCursor } = await listStockOrders(environment.id, input, database)
    return {
      stock_orders: orders.map(presentStockOrder),
      ...(nextCursor === null ? {} : { next_cursor: nextCursor }),
    }
  })
  route(routes, contract.getStockOrder, async ({ order }, { environment }) =>
    presentStockOrder(await getStockOrder(environment.id, order, database)),
  )
}
