import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'
import { aDerived, anAsset } from '../rows.ts'

export function describeDerived(open: () => Promise<Database>): void {
  describe('derived', () => {
    it('finds a row by its whole identity and by its file', async () => {
      const database = await open()
      const derived = aDerived({ id: '1', transformation: 'w_1', extension: 'jpg', fileKey: 'f' })
      await database.derived.insert(derived)

      expect(await database.derived.find(derived)).toEqual(derived)
      expect(await database.derived.find({ ...derived, extension: '' })).toBeNull()
      expect(await database.derived.findByFileKey('env', 'f')).toEqual(derived)
      expect(await database.derived.findByFileKey('other', 'f')).toBeNull()
      expect(await database.derived.findByStorageKey(derived.storageKey)).toEqual(derived)
    })

    it('does nothing when the same row is there already', async () => {
      const database = await open()
      await database.derived.insert(aDerived({ id: '1', transformation: 't_a' }))

      await database.derived.insert(aDerived({ id: '2', transformation: 't_a' }))

      expect((await database.derived.listByAsset('asset')).map((row) => row.id)).toEqual(['1'])
    })

    it('gives the rows that it deletes, all or those of older versions', async () => {
      const database = await open()
      await database.derived.insert(aDerived({ id: '1', versionId: 'v1' }))
      await database.derived.insert(aDerived({ id: '2', versionId: 'v2' }))
      await database.derived.insert(aDerived({ id: '3', assetId: 'other' }))

      const old = await database.derived.deleteByAsset('asset', { exceptVersionId: 'v2' })
      const rest = await database.derived.deleteByAsset('asset')

      expect(old.map((row) => row.id)).toEqual(['1'])
      expect(rest.map((row) => row.id)).toEqual(['2'])
      expect(await database.derived.listByAsset('other')).toHaveLength(1)
    })

    it('deletes what uses a named transformation, and nothing that only looks like it', async () => {
      const database = await open()
      const chains = ['t_thumb', 'w_1/c_fill,t_thumb/e_x', 't_other.thumb', 't_thumb2', 'l_t_thumb', 'w_1']
      for (const [index, transformation] of chains.entries()) {
        await database.derived.insert(aDerived({ id: String(index), transformation }))
      }

      const deleted = await database.derived.deleteByNamedTransformation('env', 'thumb')
      const again = await database.derived.deleteByNamedTransformation('env', 'thumb')

      expect(deleted.map((row) => row.id).sort()).toEqual(['0', '1', '2'])
      expect(again).toEqual([])
    })

    it('counts shared files once and orders by last use', async () => {
      const database = await open()
      await database.derived.insert(aDerived({ id: '1', transformation: 'a', storageKey: 's', bytes: 10 }))
      await database.derived.insert(aDerived({ id: '2', transformation: 'b', storageKey: 's', bytes: 10 }))
      await database.derived.insert(aDerived({ id: '3', transformation: 'c', storageKey: 't', bytes: 5 }))

      await database.derived.touch(['1', '3'], 500)

      expect(await database.derived.totalBytes()).toBe(15)
      expect((await database.derived.leastRecentlyUsed(2)).map((row) => row.id)).toEqual(['2', '1'])
      expect((await database.derived.deleteByIds(['1', '3', 'x'])).map((row) => row.id).sort()).toEqual(['1', '3'])
      expect(await database.derived.totalBytes()).toBe(10)
    })

    it('finds in pages what was made from a version that is gone', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: 'asset', versionId: 'v2' }))
      await database.derived.insert(aDerived({ id: '1', versionId: 'v1' }))
      await database.derived.insert(aDerived({ id: '2', versionId: 'v2' }))
      await database.derived.insert(aDerived({ id: '3', assetId: 'deleted' }))

      const first = await database.derived.findStale({ after: null, limit: 2 })
      const second = await database.derived.findStale({ after: first.last, limit: 2 })

      expect(first.stale.map((row) => row.id)).toEqual(['1'])
      expect(first.last).toBe('2')
      expect(second.stale.map((row) => row.id)).toEqual(['3'])
      expect(second.last).toBeNull()
    })

    it('counts nothing when there is nothing', async () => {
      const database = await open()

      expect(await database.derived.totalBytes()).toBe(0)
    })

    it('pages through the rows of an asset in the order in which they were made', async () => {
      const database = await open()
      const times = [5, 1, 5, 3]
      for (const [index, createdAt] of times.entries()) {
        const id = `d${index}`
        await database.derived.insert(aDerived({ id, createdAt, transformation: id }))
      }
      await database.derived.insert(aDerived({ id: 'other', assetId: 'another' }))

      const first = await database.derived.pageByAsset('asset', { after: null, limit: 3 })
      const second = await database.derived.pageByAsset('asset', { after: first[2] ?? null, limit: 3 })

      expect(first.map(({ id }) => id)).toEqual(['d1', 'd3', 'd0'])
      expect(second.map(({ id }) => id)).toEqual(['d2'])
    })

    it('finds many by id in their environment only', async () => {
      const database = await open()
      await database.derived.insert(aDerived({ id: 'a' }))
      await database.derived.insert(aDerived({ id: 'b', environmentId: 'other', transformation: 'b' }))

      const found = await database.derived.findMany('env', ['a', 'b', 'c'])

      expect(found.map(({ id }) => id)).toEqual(['a'])
      expect(await database.derived.findMany('env', [])).toEqual([])
    })
  })
}
