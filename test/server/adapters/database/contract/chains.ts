import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'
import { aDerived } from '../rows.ts'

export function describeChains(open: () => Promise<Database>): void {
  describe('chains', () => {
    it('lists each chain that is used or allowed once, in order and in pages', async () => {
      const database = await open()
      const used = { transformation: 'w_1', extension: 'jpg' }
      await database.derived.insert(aDerived({ id: '1', ...used }))
      await database.derived.insert(aDerived({ id: '2', assetId: 'other', ...used }))
      await database.derived.insert(aDerived({ id: '3', transformation: '', extension: 'png' }))
      await database.derived.insert(aDerived({ id: '4', environmentId: 'other', transformation: 'w_9' }))
      for (const extension of ['', 'jpg', 'png']) {
        await database.chains.allow('env', { transformation: 'w_1', extension })
        await database.chains.allow('env', { transformation: 'w_1', extension })
      }
      await database.chains.allow('env', { transformation: 'c_fit,w_1', extension: '' })

      const first = await database.chains.list('env', { after: null, limit: 2 })
      const second = await database.chains.list('env', { after: first[1] ?? null, limit: 10 })

      const names = [...first, ...second].map(({ transformation, extension }) => `${transformation}/${extension}`)
      expect(names).toEqual(['c_fit,w_1/', 'w_1/', 'w_1/jpg', 'w_1/png'])
    })

    it('knows what is allowed and what is used', async () => {
      const database = await open()
      const chain = { transformation: 'w_1', extension: 'jpg' }
      const sameWithoutExtension = { ...chain, extension: '' }
      await database.chains.allow('env', chain)
      await database.derived.insert(aDerived({ id: '1', ...sameWithoutExtension }))

      expect(await database.chains.isAllowed('env', chain)).toBe(true)
      expect(await database.chains.isAllowed('env', sameWithoutExtension)).toBe(false)
      expect(await database.chains.isAllowed('other', chain)).toBe(false)
      expect(await database.chains.isUsed('env', chain)).toBe(false)
      expect(await database.chains.isUsed('env', sameWithoutExtension)).toBe(true)
      await database.chains.disallow('env', chain)
      expect(await database.chains.isAllowed('env', chain)).toBe(false)
    })

    it('lists and deletes what was made with a chain', async () => {
      const database = await open()
      const chain = { transformation: 't_a/w_1', extension: 'jpg' }
      for (const id of ['1', '2', '3']) await database.derived.insert(aDerived({ id, assetId: id, ...chain }))
      await database.derived.insert(aDerived({ id: '4', transformation: 't_a', extension: '' }))

      const firstPage = await database.derived.listBy('env', { chain }, { after: null, limit: 2 })
      const secondPage = await database.derived.listBy('env', { chain }, { after: '2', limit: 2 })
      const named = await database.derived.listBy('env', { named: 'a' }, { after: null, limit: 9 })
      const deleted = await database.derived.deleteByChain('env', chain)

      expect([firstPage, secondPage].map((page) => page.map(({ id }) => id))).toEqual([['1', '2'], ['3']])
      expect(named.map(({ id }) => id)).toEqual(['1', '2', '3', '4'])
      expect(deleted).toHaveLength(3)
      expect(await database.derived.listBy('env', { named: 'a' }, { after: null, limit: 9 })).toHaveLength(1)
    })
  })
}
