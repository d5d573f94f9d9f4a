/** A paid library that sells, and whose files cannot be fetched: what is ordered there stays bought. Nothing is spoken to. */
import type { StockLibrary } from '../../server/ports/stock-library.ts'

export const CLOSED_LIBRARY: StockLibrary = {
  search: async () => ({ items: [], nextPage: null }),
  plans: async () => [
    {
      id: 'pack',
      name: 'Pack',
      remaining: null,
      formats: [{ id: 'large', name: 'Large', extension: 'jpg', price: null }],
    },
  ],
  // An address of this machine, which no server asks.
  license: async ({ orderId }) => ({ licenceId: `L-${orderId}`, url: 'http://127.0.0.1:9/file.jpg' }),
}
