import { describe, expect, it } from 'vitest'
import type { StockOrderRecord } from '../../../../../server/domain/stock-order.ts'
import type { Database } from '../../../../../server/ports/database.ts'

const ORDER: StockOrderRecord = {
  id: 'order',
  environmentId: 'env',
  library: 'getty',
  itemId: 'item',
  planId: 'plan',
  format: 'large',
  orderedBy: 'key',
  createdAt: 1_800_000_000_000,
  licence: null,
  assetId: null,
}

export function describeStockOrders(open: () => Promise<Database>): void {
  describe('orders of licences', () => {
    it('are found, licensed and forgotten within their environment', async () => {
      const { stockOrders } = await open()
      await stockOrders.insert(ORDER)
      await stockOrders.insert({ ...ORDER, environmentId: 'other' })

      await stockOrders.setLicence('env', 'order', { id: 'licence', url: 'https://example.com/file' })
      await stockOrders.setAsset('env', 'order', 'asset')

      expect(await stockOrders.find('env', 'order')).toEqual({
        ...ORDER,
        licence: { id: 'licence', url: 'https://example.com/file' },
        assetId: 'asset',
      })
      await stockOrders.delete('env', 'order')
      expect(await stockOrders.find('env', 'order')).toBeNull()
      expect(await stockOrders.find('other', 'order')).toEqual({ ...ORDER, environmentId: 'other' })
    })

    it('exist once under their name', async () => {
      const { stockOrders } = await open()
      await stockOrders.insert(ORDER)

      await expect(stockOrders.insert(ORDER)).rejects.toThrow()
    })
  })
}
