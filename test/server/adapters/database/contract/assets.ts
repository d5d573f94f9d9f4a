import { describe, expect, it } from 'vitest'
import { UniqueViolationError } from '../../../../../server/errors/port-errors.ts'
import type { Database } from '../../../../../server/ports/database.ts'
import { anAsset } from '../rows.ts'

export function describeAssets(open: () => Promise<Database>): void {
  describe('assets', () => {
    it('gives back every field of an asset', async () => {
      const database = await open()
      const asset = anAsset({
        tags: ['b', 'a'],
        context: { alt: 'ö | = x' },
        metadata: { color: ['red'], count: 3 },
        accessControl: [{ accessType: 'anonymous', start: 1, end: 2 }],
        regions: { face: { left: 1, top: 2, width: 3, height: 4 } },
        moderation: [{ kind: 'manual', status: 'pending', updatedAt: 9 }],
        placeholder: 'rejected',
        backupBytes: 6_000_000_000,
        lastUpdated: { tags: 5 },
        createdBy: { accessKey: 'key' },
        uploadedBy: { uploadPreset: 'preset' },
        source: { url: 'https://example.com/x', checkedAt: 3, etag: null },
        bytes: 5_000_000_000,
      })

      await database.assets.insert(asset)

      expect(await database.assets.find(asset)).toEqual(asset)
      expect(await database.assets.findById('env', asset.id)).toEqual(asset)
      expect(await database.assets.findByStorageKey(asset.storageKey)).toEqual(asset)
    })

    it('keeps environments, resource types and types apart', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: '1', publicId: 'same' }))

      await database.assets.insert(anAsset({ id: '2', publicId: 'same', environmentId: 'other' }))
      await database.assets.insert(anAsset({ id: '3', publicId: 'same', resourceType: 'raw' }))
      await database.assets.insert(anAsset({ id: '4', publicId: 'same', type: 'private' }))

      expect((await database.assets.find(anAsset({ publicId: 'same', type: 'private' })))?.id).toBe('4')
      expect(await database.assets.findById('env', '2')).toBeNull()
      await expect(database.assets.insert(anAsset({ id: '5', publicId: 'same' }))).rejects.toThrow(UniqueViolationError)
    })

    it('renames in place and refuses a name that is taken', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: '1', publicId: 'one' }))
      await database.assets.insert(anAsset({ id: '2', publicId: 'two' }))

      await expect(database.assets.update(anAsset({ id: '1', publicId: 'two' }))).rejects.toThrow(UniqueViolationError)
      await database.assets.update(anAsset({ id: '1', publicId: 'three' }))

      expect(await database.assets.find(anAsset({ publicId: 'one' }))).toBeNull()
      expect((await database.assets.find(anAsset({ publicId: 'three' })))?.id).toBe('1')
    })

    it('finds many by name and leaves out unknown ones', async () => {
      const database = await open()
      for (const id of ['a', 'b', 'c']) await database.assets.insert(anAsset({ id, publicId: id }))
      const scope = { environmentId: 'env', resourceType: 'image', type: 'upload' } as const

      const found = await database.assets.findMany(scope, ['c', 'a', 'nope'])
      const none = await database.assets.findMany(scope, [])

      expect(found.map((asset) => asset.publicId).sort()).toEqual(['a', 'c'])
      expect(none).toEqual([])
    })

    it('lists by tag as tags change', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: '1', publicId: 'b', tags: ['x', 'x', 'y'] }))
      await database.assets.insert(anAsset({ id: '2', publicId: 'a', tags: ['x'], type: 'private' }))
      await database.assets.insert(anAsset({ id: '3', publicId: 'c', tags: ['y'] }))
      const scope = { environmentId: 'env', resourceType: 'image' } as const
      const ids = async (tag: string, type?: string) =>
        (await database.assets.listByTag(type === undefined ? scope : { ...scope, type }, tag)).map((a) => a.publicId)

      expect(await ids('x')).toEqual(['a', 'b'])
      expect(await ids('x', 'upload')).toEqual(['b'])
      expect(await database.assets.listByTag(scope, 'x', { limit: 1 })).toMatchObject([{ publicId: 'a' }])
      await database.assets.update(anAsset({ id: '1', publicId: 'b', tags: ['z'] }))
      await database.assets.delete('env', '3')

      expect(await ids('x')).toEqual(['a'])
      expect(await ids('y')).toEqual([])
      expect(await ids('z')).toEqual(['b'])
    })

    it('deletes only in the stated environment', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: '1' }))

      await database.assets.delete('other', '1')
      expect(await database.assets.findById('env', '1')).not.toBeNull()
      await database.assets.delete('env', '1')

      expect(await database.assets.findById('env', '1')).toBeNull()
    })

    it('shows a deleted asset to nobody who does not ask for deleted ones', async () => {
      const database = await open()
      const asset = anAsset({ id: '1', publicId: 'gone', tags: ['x'], displayName: 'gone' })
      await database.assets.insert(asset)

      await database.assets.update({ ...asset, placeholder: 'deleted', storageKey: '', bytes: 0 })

      const scope = { environmentId: 'env', resourceType: 'image', type: 'upload' } as const
      expect(await database.assets.find(asset)).toBeNull()
      expect(await database.assets.findById('env', '1')).toBeNull()
      expect(await database.assets.findMany(scope, ['gone'])).toEqual([])
      expect(await database.assets.listByTag(scope, 'x')).toEqual([])
      expect(await database.assets.findByDisplayName('env', '', 'gone')).toBeNull()
      expect(await database.assets.listAfter(null, 10)).toEqual([])
      expect((await database.assets.findOrDeleted(asset))?.tags).toEqual(['x'])
      expect((await database.assets.findByIdOrDeleted('env', '1'))?.placeholder).toBe('deleted')
      expect(await database.assets.findByIdOrDeleted('other', '1')).toBeNull()
    })

    it('walks over all assets page by page', async () => {
      const database = await open()
      for (const id of ['c', 'a', 'b']) await database.assets.insert(anAsset({ id, publicId: id, environmentId: id }))

      const first = await database.assets.listAfter(null, 2)
      const second = await database.assets.listAfter('b', 2)

      expect(first.map((asset) => asset.id)).toEqual(['a', 'b'])
      expect(second.map((asset) => asset.id)).toEqual(['c'])
    })
  })
}
