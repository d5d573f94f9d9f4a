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
  askedUntil: null,
  licence: null,
  assetId: null,
  problem: null,
}
const LICENCE = { id: 'licence', url: 'https://example.com/file' }
const ALL = { library: null, state: null, after: null, limit: 10 }

export function describeStockOrders(open: () => Promise<Database>): void {
  describe('orders of licences', () => {
    it('are found, licensed and uploaded within their environment', async () => {
      const { stockOrders } = await open()
      await stockOrders.insertNew(ORDER)
      await stockOrders.insertNew({ ...ORDER, environmentId: 'other' })

      await stockOrders.setLicence('env', 'order', LICENCE)
      await stockOrders.setProblem('env', 'order', 'too large')
      expect(await stockOrders.find('env', 'order')).toEqual({ ...ORDER, licence: LICENCE, problem: 'too large' })
      await stockOrders.setAsset('env', 'order', 'asset')

      expect(await stockOrders.find('env', 'order')).toEqual({ ...ORDER, licence: LICENCE, assetId: 'asset' })
      expect(await stockOrders.find('other', 'order')).toEqual({ ...ORDER, environmentId: 'other' })
    })

    it('are forgotten when nothing was bought, unless somebody asks again or it was bought after all', async () => {
      const { stockOrders } = await open()
      const asked = { ...ORDER, askedUntil: 100 }
      for (const order of [asked, { ...asked, environmentId: 'other' }, { ...asked, id: 'sold', licence: LICENCE }]) {
        await stockOrders.insertNew(order)
      }

      await stockOrders.deleteUnsold('env', 'order', 99)
      expect(await stockOrders.find('env', 'order')).toEqual(asked)
      await stockOrders.deleteUnsold('env', 'order', 100)
      await stockOrders.deleteUnsold('env', 'sold', 100)
      expect(await stockOrders.find('env', 'order')).toBeNull()
      expect(await stockOrders.find('env', 'sold')).not.toBeNull()
      expect(await stockOrders.find('other', 'order')).not.toBeNull()
    })

    it('exist once under their name: the first one stays', async () => {
      const { stockOrders } = await open()
      await stockOrders.insertNew(ORDER)
      await stockOrders.insertNew({ ...ORDER, itemId: 'another' })

      expect(await stockOrders.find('env', 'order')).toEqual(ORDER)
    })

    it('are claimed by one at a time, until the claim ends or its time is over, and never once they are bought', async () => {
      const { stockOrders } = await open()
      await stockOrders.insertNew(ORDER)
      await stockOrders.insertNew({ ...ORDER, environmentId: 'other' })
      const claim = (now: number) => stockOrders.claim('env', 'order', { now, until: now + 100 })

      const atOnce = await Promise.all([claim(1000), claim(1000), claim(1000)])
      expect(atOnce.filter(Boolean)).toHaveLength(1)
      expect(await claim(1099)).toBe(false)
      expect(await claim(1100)).toBe(true)
      await stockOrders.endClaim('env', 'order', { now: 1110, until: 1100 })
      expect(await claim(1110)).toBe(false)
      await stockOrders.endClaim('env', 'order', { now: 1110, until: 1200 })
      expect(await claim(1110)).toBe(true)
      await stockOrders.setLicence('env', 'order', LICENCE)
      expect(await claim(9999)).toBe(false)
      expect(await stockOrders.find('other', 'order')).toEqual({ ...ORDER, environmentId: 'other' })
      expect(await stockOrders.claim('env', 'unknown', { now: 1, until: 2 })).toBe(false)
    })

    it('are listed by library and state, the newest first, page after page, within their environment', async () => {
      const { stockOrders } = await open()
      const add = (id: string, createdAt: number, changes: Partial<StockOrderRecord> = {}) =>
        stockOrders.insertNew({ ...ORDER, id, createdAt, ...changes })
      await add('a', 1)
      await add('b', 2, { licence: LICENCE, library: 'istock' })
      await add('c', 2, { licence: LICENCE, assetId: 'asset' })
      await add('d', 3, { environmentId: 'other' })
      const ids = async (query: object) => (await stockOrders.list('env', { ...ALL, ...query })).map(({ id }) => id)

      expect(await ids({})).toEqual(['c', 'b', 'a'])
      expect(await ids({ state: 'ordered' })).toEqual(['a'])
      expect(await ids({ state: 'bought' })).toEqual(['b'])
      expect(await ids({ state: 'uploaded' })).toEqual(['c'])
      expect(await ids({ library: 'getty' })).toEqual(['c', 'a'])
      expect(await ids({ limit: 1, after: { createdAt: 2, id: 'c' } })).toEqual(['b'])
      expect(await ids({ after: { createdAt: 2, id: 'b' } })).toEqual(['a'])
    })
  })
}
