/** Licences that were ordered from paid libraries: an addition of ours. They are bought by uploads. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { ORDER_ID, stockLibraryNames } from './stock-order.ts'
import { text, wholeNumber, word } from './wire-values.ts'

const STATES = ['ordered', 'bought', 'uploaded'] as const

const stockOrderJson = z.object({
  /** As the upload named it. */
  order: z.string(),
  library: z.string(),
  id: z.string(),
  plan: z.string(),
  format: z.string(),
  /** `ordered`: it is not known whether it was bought. `bought`: its file is no asset yet. */
  state: z.enum(STATES),
  /** API key, or the name of whoever was signed in. */
  ordered_by: z.string(),
  created_at: z.iso.datetime(),
  license_id: z.string().optional(),
  /** What the file became; the asset may have been deleted since. */
  asset_id: z.string().optional(),
  /** Why the file did not become an asset the last time. */
  problem: z.string().optional(),
})

export const listStockOrders = defineOperation({
  id: 'stock_orders.list',
  method: 'GET',
  path: '/stock_orders',
  summary: 'Lists licences that were ordered from paid libraries, newest first',
  credentials: 'basic',
  input: z
    .object({
      library: word(stockLibraryNames).optional(),
      state: word(STATES).optional(),
      max_results: wholeNumber({ min: 1, max: 500 }).default(50),
      next_cursor: text({ max: 1000 }).optional(),
    })
    .transform(camelKeys),
  output: z.object({ stock_orders: z.array(stockOrderJson), next_cursor: z.string().optional() }),
})

export const getStockOrder = defineOperation({
  id: 'stock_orders.get',
  method: 'GET',
  path: '/stock_orders/{order}',
  summary: 'Shows what became of a licence that was ordered',
  credentials: 'basic',
  input: z.object({ order: text({ max: 64 }).pipe(ORDER_ID) }),
  output: stockOrderJson,
})
