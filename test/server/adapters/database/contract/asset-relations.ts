import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'

export function describeAssetRelations(open: () => Promise<Database>): void {
  describe('asset relations', () => {
    const FIRST = { after: null, limit: 10 }

    it('are seen from both ends, once, however often they are added', async () => {
      const { relations } = await open()

      await relations.add('env', 'a', 'b')
      await relations.add('env', 'b', 'a')

      expect(await relations.list('env', 'a', FIRST)).toEqual(['b'])
      expect(await relations.list('env', 'b', FIRST)).toEqual(['a'])
      expect(await relations.has('env', 'b', 'a')).toBe(true)
    })

    it('are removed from both ends', async () => {
      const { relations } = await open()
      await relations.add('env', 'a', 'b')
      await relations.add('env', 'a', 'c')

      const removed = await relations.remove('env', 'b', 'a')
      const again = await relations.remove('env', 'b', 'a')

      expect([removed, again]).toEqual([true, false])
      expect(await relations.list('env', 'a', FIRST)).toEqual(['c'])
      expect(await relations.list('env', 'b', FIRST)).toEqual([])
    })

    it('are listed page by page', async () => {
      const { relations } = await open()
      for (const id of ['c', 'a', 'b']) await relations.add('env', 'x', id)

      const first = await relations.list('env', 'x', { after: null, limit: 2 })
      const second = await relations.list('env', 'x', { after: 'b', limit: 2 })

      expect([first, second]).toEqual([['a', 'b'], ['c']])
    })

    it('go with the asset, in its environment only', async () => {
      const { relations } = await open()
      await relations.add('env', 'x', 'a')
      await relations.add('env', 'a', 'b')
      await relations.add('other', 'x', 'a')

      await relations.deleteByAsset('env', 'x')

      expect(await relations.list('env', 'a', FIRST)).toEqual(['b'])
      expect(await relations.list('env', 'x', FIRST)).toEqual([])
      expect(await relations.list('other', 'a', FIRST)).toEqual(['x'])
    })
  })
}
