import type { Examples } from './example.ts'

export const stockOrderExamples: Examples = {
  'stock_orders.list': async ({ order }) => {
    await order()
    return { parameters: { library: 'getty', state: 'bought' } }
  },
  'stock_orders.get': async ({ order }) => ({ parameters: { order: await order() } }),
}
