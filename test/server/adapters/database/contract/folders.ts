import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'
import { anAsset } from '../rows.ts'

export function describeFolders(open: () => Promise<Database>): void {
  async function counts(database: Database, environmentId = 'env'): Promise<Record<string, number>> {
    const folders = await database.folders.listTree(environmentId, '')
    return Object.fromEntries(folders.map(({ path, assetCount }) => [path, assetCount]))
  }
  const page = { after: null, limit: 100 }

  describe('folders', () => {
    it('are made where assets lie, with all above, and count what lies in them', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: '1', publicId: '1', assetFolder: 'a/b/c', updatedAt: 7 }))
      await database.assets.insert(anAsset({ id: '2', publicId: '2', assetFolder: 'a/b' }))
      await database.assets.insert(anAsset({ id: '3', publicId: '3', assetFolder: 'a/b' }))
      await database.assets.insert(anAsset({ id: '4', publicId: '4' }))
      await database.assets.insert(anAsset({ id: '5', publicId: '5', assetFolder: 'a/b', environmentId: 'other' }))

      expect(await counts(database)).toEqual({ '': 1, a: 0, 'a/b': 2, 'a/b/c': 1 })
      expect(await counts(database, 'other')).toEqual({ '': 0, a: 0, 'a/b': 1 })
      expect(await database.folders.find('env', 'a/b/c')).toEqual({
        environmentId: 'env',
        path: 'a/b/c',
        externalId: expect.stringMatching(/^[0-9a-f]{32}$/),
        assetCount: 1,
        createdAt: 7,
      })
      expect(await database.folders.find('env', 'b')).toBeNull()
    })

    it('follow assets that move, go and come back', async () => {
      const database = await open()
      const asset = anAsset({ assetFolder: 'from' })
      await database.assets.insert(asset)

      await database.assets.update({ ...asset, assetFolder: 'to/here' })
      expect(await counts(database)).toEqual({ '': 0, from: 0, to: 0, 'to/here': 1 })
      await database.assets.update({ ...asset, assetFolder: 'to/here', placeholder: 'deleted' })
      expect(await counts(database)).toMatchObject({ 'to/here': 0 })
      await database.assets.update({ ...asset, assetFolder: 'to/here', placeholder: 'rejected' })
      expect(await counts(database)).toMatchObject({ 'to/here': 1 })
      await database.assets.delete('env', asset.id)

      expect(await counts(database)).toEqual({ '': 0, from: 0, to: 0, 'to/here': 0 })
    })

    it('are listed level by level, by bytes, and counted', async () => {
      const database = await open()
      for (const path of ['b', 'a', 'B', 'a/y', 'a/x', 'a/x/deep', 'a b']) {
        await database.folders.insert({ environmentId: 'env', path, externalId: `id of ${path}`, createdAt: 1 })
      }
      await database.assets.insert(anAsset())
      const paths = async (parent: string, options: { readonly after: string | null; readonly limit: number } = page) =>
        (await database.folders.list('env', parent, options)).map(({ path }) => path)

      expect(await paths('')).toEqual(['B', 'a', 'a b', 'b'])
      expect(await paths('a')).toEqual(['a/x', 'a/y'])
      expect(await paths('', { after: 'a', limit: 1 })).toEqual(['a b'])
      expect(await database.folders.count('env', '')).toBe(4)
      expect(await database.folders.count('env', 'a')).toBe(2)
      expect(await database.folders.count('other', '')).toBe(0)
    })

    it('keep what they are when they are inserted again', async () => {
      const database = await open()
      const folder = { environmentId: 'env', path: 'a', externalId: 'first', createdAt: 1 }
      await database.folders.insert(folder)
      await database.assets.insert(anAsset({ assetFolder: 'a' }))

      await database.folders.insert({ ...folder, externalId: 'second' })

      expect(await database.folders.find('env', 'a')).toEqual({ ...folder, assetCount: 1 })
    })

    it('are deleted with all below, and with nothing beside', async () => {
      const database = await open()
      for (const path of ['a', 'a/b', 'a/b/c', 'a/bc', 'a/b c', 'b']) {
        await database.folders.insert({ environmentId: 'env', path, externalId: path, createdAt: 1 })
      }
      await database.folders.insert({ environmentId: 'other', path: 'a/b', externalId: 'o', createdAt: 1 })

      expect(await database.folders.deleteTree('env', 'a/b')).toEqual(['a/b', 'a/b/c'])

      expect(Object.keys(await counts(database))).toEqual(['a', 'a/b c', 'a/bc', 'b'])
      expect(Object.keys(await counts(database, 'other'))).toEqual(['a/b'])
    })

    it('find what lies in them and below, deleted assets too, up to a time', async () => {
      const database = await open()
      const folders = ['a', 'a/b', 'a b', 'ab', 'a/b', '']
      for (const [index, assetFolder] of folders.entries()) {
        const id = String(index)
        const placeholder = index === 4 ? ('deleted' as const) : null
        await database.assets.insert(anAsset({ id, publicId: id, assetFolder, placeholder, createdAt: index }))
      }
      const ids = async (folder: string, createdUpTo: number | null, limit = 9) =>
        (await database.assets.listInTree('env', folder, { createdUpTo, limit })).map(({ id }) => id).sort()

      expect(await ids('a', null)).toEqual(['0', '1', '4'])
      expect(await ids('a', 1)).toEqual(['0', '1'])
      expect(await ids('a', null, 1)).toEqual(['0'])
      expect(await ids('a/b', null)).toEqual(['1', '4'])
      expect(await ids('none', null)).toEqual([])
      expect(await database.assets.listInTree('other', 'a', { createdUpTo: null, limit: 9 })).toEqual([])
    })

    it('hand their identity on', async () => {
      const database = await open()
      await database.folders.insert({ environmentId: 'env', path: 'a', externalId: 'kept', createdAt: 5 })
      await database.assets.insert(anAsset({ assetFolder: 'a' }))

      await database.folders.moveIdentity('env', { from: 'a', to: 'b', externalId: 'left' })

      expect(await database.folders.find('env', 'b')).toMatchObject({ externalId: 'kept', createdAt: 5, assetCount: 0 })
      expect(await database.folders.find('env', 'a')).toMatchObject({ externalId: 'left', assetCount: 1 })
    })
  })
}
