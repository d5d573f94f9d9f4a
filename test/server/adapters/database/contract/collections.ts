import { describe, expect, it } from 'vitest'
import type { Collection } from '../../../../../server/domain/collection.ts'
import type { Database } from '../../../../../server/ports/database.ts'
import { anAsset } from '../rows.ts'

function aCollection(changes: Partial<Collection> & { readonly id: string }): Collection {
  return { environmentId: 'env-1', name: 'Front page', description: null, createdAt: 1, updatedAt: 1, ...changes }
}

export function describeCollections(open: () => Promise<Database>): void {
  describe('collections', () => {
    it('are found, changed, counted and deleted within their environment', async () => {
      const { collections } = await open()
      const one = aCollection({ id: '1' })
      await collections.insert(one)
      await collections.insert(aCollection({ id: '1', environmentId: 'env-2' }))

      await collections.update({ ...one, name: 'Other', description: 'x', updatedAt: 2 })

      expect(await collections.find('env-1', '1')).toEqual({ ...one, name: 'Other', description: 'x', updatedAt: 2 })
      expect(await collections.find('env-2', '1')).toMatchObject({ name: 'Front page' })
      expect(await collections.count('env-1')).toBe(1)
      expect(await collections.delete('env-1', '1')).toBe(true)
      expect(await collections.delete('env-1', '1')).toBe(false)
      expect(await collections.find('env-2', '1')).not.toBeNull()
    })

    it('hold assets in order, of which deleted ones are not shown', async () => {
      const { collections, assets } = await open()
      for (const id of ['a', 'b', 'c']) {
        await assets.insert(anAsset({ id, publicId: id, environmentId: 'env-1' }))
      }
      await assets.insert(anAsset({ id: 'd', publicId: 'd', environmentId: 'env-1', placeholder: 'deleted' }))
      await collections.insert(aCollection({ id: '1' }))
      await collections.put('env-1', '1', [
        { assetId: 'b', position: 5 },
        { assetId: 'a', position: 5 },
        { assetId: 'd', position: 6 },
        { assetId: 'c', position: 1 },
      ])
      const places = async (after: { assetId: string; position: number } | null = null, limit = 10) =>
        (await collections.places('env-1', '1', { folder: null, after, limit })).map(({ assetId }) => assetId).join('')

      expect(await places()).toBe('cab')
      expect(await places({ assetId: 'a', position: 5 })).toBe('b')
      expect(await places(null, 2)).toBe('ca')
      expect(await collections.positionOf('env-1', '1', 'b')).toBe(5)
      expect(await collections.positionOf('env-2', '1', 'b')).toBeNull()
      expect(await collections.lastPosition('env-1', '1')).toBe(6)
      expect(await collections.lastPosition('env-1', '2')).toBeNull()
      expect([await collections.size('env-1', '1'), (await collections.list('env-1', null))[0]?.assetCount]).toEqual([
        4, 3,
      ])

      await collections.makeRoom('env-1', '1', { from: 5, by: 10 })
      await collections.put('env-1', '1', [{ assetId: 'c', position: 15 }])
      expect(await places()).toBe('abc')

      expect(await collections.remove('env-2', '1', ['a'])).toEqual([])
      expect(await collections.remove('env-1', '1', ['a', 'x'])).toEqual(['a'])
      await assets.delete('env-1', 'b')
      expect(await places()).toBe('c')
      expect(await collections.size('env-1', '1')).toBe(2)
      await collections.delete('env-1', '1')
      expect(await collections.size('env-1', '1')).toBe(0)
    })

    it('are counted and read within a folder, and name the folders of their assets', async () => {
      const { collections, assets } = await open()
      const folders = { a: 'shop', b: 'shop/shoes', c: 'shop-of-others', d: '', e: 'shop' }
      for (const [id, assetFolder] of Object.entries(folders)) {
        const placeholder = id === 'e' ? ('deleted' as const) : null
        await assets.insert(anAsset({ id, publicId: id, environmentId: 'env-1', assetFolder, placeholder }))
      }
      await collections.insert(aCollection({ id: '1' }))
      const places = Object.keys(folders).map((assetId, position) => ({ assetId, position }))
      await collections.put('env-1', '1', places)

      const within = await collections.places('env-1', '1', { folder: 'shop', after: null, limit: 10 })
      expect(within.map(({ assetId }) => assetId)).toEqual(['a', 'b'])
      expect((await collections.list('env-1', 'shop'))[0]?.assetCount).toBe(2)
      expect((await collections.list('env-1', 'none'))[0]?.assetCount).toBe(0)
      expect((await collections.folders('env-1', '1')).toSorted()).toEqual(['', 'shop', 'shop-of-others', 'shop/shoes'])
      expect(await collections.folders('env-2', '1')).toEqual([])
    })
  })
}
