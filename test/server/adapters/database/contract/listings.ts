import { describe, expect, it } from 'vitest'
import type { Asset } from '../../../../../server/domain/asset.ts'
import type { Database } from '../../../../../server/ports/database.ts'
import { anAsset } from '../rows.ts'

const scope = { environmentId: 'env', resourceType: 'image' } as const
const typed = { ...scope, type: 'upload' } as const
const firstPage = { direction: 'desc', after: null, limit: 100 } as const

export function describeListings(open: () => Promise<Database>): void {
  async function withAssets(...changes: readonly Partial<Asset>[]): Promise<Database> {
    const database = await open()
    for (const change of changes) await database.assets.insert(anAsset({ publicId: change.id ?? '', ...change }))
    return database
  }
  const ids = (assets: readonly Asset[]) => assets.map(({ id }) => id)

  describe('listings', () => {
    it('gives assets by the time of their creation, those of one moment by id, from either end', async () => {
      const database = await withAssets(
        { id: 'b', createdAt: 2 },
        { id: 'd', createdAt: 3 },
        { id: 'a', createdAt: 2 },
        { id: 'c', createdAt: 1 },
        { id: 'other-type', type: 'private', createdAt: 2 },
        { id: 'other-kind', resourceType: 'raw', createdAt: 2 },
        { id: 'other-tenant', environmentId: 'other', createdAt: 2 },
      )
      const { listings } = database

      expect(ids(await listings.byTime(typed, firstPage))).toEqual(['d', 'b', 'a', 'c'])
      expect(ids(await listings.byTime(typed, { ...firstPage, direction: 'asc' }))).toEqual(['c', 'a', 'b', 'd'])
      expect(ids(await listings.byTime(typed, { ...firstPage, limit: 2 }))).toEqual(['d', 'b'])
      expect(ids(await listings.byTime(typed, { ...firstPage, after: { createdAt: 2, id: 'b' } }))).toEqual(['a', 'c'])
      expect(
        ids(await listings.byTime(typed, { direction: 'asc', after: { createdAt: 2, id: 'aa' }, limit: 100 })),
      ).toEqual(['b', 'd'])
      expect(ids(await listings.byTime(typed, { ...firstPage, since: 2 }))).toEqual(['d', 'b', 'a'])
      expect(ids(await listings.byTime(scope, firstPage))).toEqual(['d', 'other-type', 'b', 'a', 'c'])
      expect(ids(await listings.byTime(scope, { ...firstPage, limit: 2 }))).toEqual(['d', 'other-type'])
    })

    it('takes prefixes by bytes, as they are', async () => {
      const names = ['a', 'a/b', 'a/B', 'a_', 'a%', 'A/b', 'a/ä', 'a/\u{10ffff}', 'b', '', '\u{10ffff}']
      const database = await withAssets(
        ...names.map((publicId, index) => ({ id: `${index}`, publicId })),
        { id: 'private', publicId: 'a/b', type: 'private' },
        { id: 'other', publicId: 'a/b', environmentId: 'other' },
      )
      const find = async (prefix: string, page = {}) =>
        (await database.listings.byPrefix(typed, prefix, { direction: 'asc', after: null, limit: 100, ...page })).map(
          ({ publicId }) => publicId,
        )

      expect(await find('a/')).toEqual(['a/B', 'a/b', 'a/ä', 'a/\u{10ffff}'])
      expect(await find('a_')).toEqual(['a_'])
      expect(await find('a%')).toEqual(['a%'])
      expect(await find('\u{10ffff}')).toEqual(['\u{10ffff}'])
      expect(await find('a/', { direction: 'desc', limit: 2 })).toEqual(['a/\u{10ffff}', 'a/ä'])
      expect(await find('a/', { after: { publicId: 'a/b', id: '1' } })).toEqual(['a/ä', 'a/\u{10ffff}'])
      expect(await find('')).toHaveLength(names.length)
      const ofAllTypes = await database.listings.byPrefix(scope, 'a/b', { direction: 'asc', after: null, limit: 9 })
      expect(ids(ofAllTypes)).toEqual(['1', 'private'])
    })

    it('finds named assets, deleted ones with backups included, and no others', async () => {
      const database = await withAssets(
        { id: '1', publicId: 'one', createdAt: 1 },
        { id: '2', publicId: 'two', createdAt: 2, placeholder: 'deleted' },
        { id: '3', publicId: 'one', type: 'private', createdAt: 3 },
        { id: '4', publicId: 'two', environmentId: 'other' },
      )
      const { listings } = database

      expect(ids(await listings.byPublicIds(typed, ['one', 'two', 'three']))).toEqual(['2', '1'])
      expect(ids(await listings.byPublicIds(scope, ['one']))).toEqual(['3', '1'])
      expect(ids(await listings.byIds('env', ['1', '3', '4', 'nope']))).toEqual(['3', '1'])
      expect(await listings.byPublicIds(typed, [])).toEqual([])
      expect(await listings.byIds('env', [])).toEqual([])
    })

    it('finds by tag, context and moderation, as they change', async () => {
      const pending = [{ kind: 'manual', status: 'pending', updatedAt: 1 }]
      const database = await withAssets(
        { id: '1', createdAt: 1, tags: ['x', 'x'], context: { alt: 'one', k: 'v' }, moderation: pending },
        { id: '2', createdAt: 2, tags: ['x'], context: { alt: 'two' }, type: 'private' },
        { id: '3', createdAt: 3, tags: ['x'], context: { alt: 'one' }, environmentId: 'other', moderation: pending },
        { id: '4', createdAt: 4, tags: ['x'], context: { alt: 'one' }, moderation: pending, placeholder: 'deleted' },
      )
      const { listings, assets } = database
      const byTag = async (tag: string) => ids(await listings.byTag(scope, tag, firstPage))
      const byContext = async (key: string, value?: string) =>
        ids(await listings.byContext(scope, { key, value }, firstPage))
      const byStatus = async (status: string) =>
        ids(await listings.byModeration(scope, { kind: 'manual', status }, firstPage))

      expect(await byTag('x')).toEqual(['2', '1'])
      expect(await byContext('alt')).toEqual(['2', '1'])
      expect(await byContext('alt', 'one')).toEqual(['1'])
      expect(await byContext('one')).toEqual([])
      expect(await byStatus('pending')).toEqual(['1'])
      await assets.update(
        anAsset({
          id: '1',
          publicId: '1',
          createdAt: 1,
          tags: ['y'],
          context: { alt: '' },
          moderation: [{ kind: 'manual', status: 'approved', updatedAt: 2 }],
        }),
      )
      await assets.delete('env', '2')

      expect(await byTag('x')).toEqual([])
      expect(await byTag('y')).toEqual(['1'])
      expect(await byContext('alt', 'one')).toEqual([])
      expect(await byContext('alt', '')).toEqual(['1'])
      expect(await byStatus('pending')).toEqual([])
      expect(await byStatus('approved')).toEqual(['1'])
    })

    it('pages through a tag without losing or repeating any', async () => {
      const database = await withAssets(
        ...Array.from({ length: 25 }, (_, index) => ({ id: `i${index}`, createdAt: index % 4, tags: ['t'] })),
      )
      for (const direction of ['asc', 'desc'] as const) {
        const seen: string[] = []
        let after: { createdAt: number; id: string } | null = null
        for (;;) {
          const page: readonly Asset[] = await database.listings.byTag(scope, 't', { direction, after, limit: 4 })
          seen.push(...ids(page))
          const last = page.at(-1)
          if (last === undefined) break
          after = { createdAt: last.createdAt, id: last.id }
        }

        expect(seen).toHaveLength(25)
        expect(new Set(seen).size).toBe(25)
      }
    })

    it('lists tags once each, by bytes, from a place on', async () => {
      const database = await withAssets(
        { id: '1', tags: ['b', 'a', 'ab'] },
        { id: '2', tags: ['a', 'A', 'ä', 'a_'] },
        { id: '3', tags: ['video'], resourceType: 'video' },
        { id: '4', tags: ['other'], environmentId: 'other' },
      )
      const tags = (prefix: string, after: string | null = null, limit = 100) =>
        database.listings.tags(scope, { prefix, folder: null, after, limit })

      expect(await tags('')).toEqual(['A', 'a', 'a_', 'ab', 'b', 'ä'])
      expect(await tags('a')).toEqual(['a', 'a_', 'ab'])
      expect(await tags('', 'a', 2)).toEqual(['a_', 'ab'])
      expect(await tags('a', 'a')).toEqual(['a_', 'ab'])
      expect(await tags('none')).toEqual([])
    })

    it('lists tags of a folder and what is below it, and of nothing beside it', async () => {
      const database = await withAssets(
        { id: '1', tags: ['b', 'a'], assetFolder: 'shop' },
        { id: '2', tags: ['a', 'c'], assetFolder: 'shop/shoes' },
        { id: '3', tags: ['neighbour'], assetFolder: 'shop-of-others' },
        { id: '4', tags: ['above'], assetFolder: '' },
        { id: '5', tags: ['video'], assetFolder: 'shop', resourceType: 'video' },
        { id: '6', tags: ['other'], assetFolder: 'shop', environmentId: 'other' },
      )
      const tags = (prefix: string, after: string | null = null, limit = 100) =>
        database.listings.tags(scope, { prefix, folder: 'shop', after, limit })

      expect(await tags('')).toEqual(['a', 'b', 'c'])
      expect(await tags('', 'a', 1)).toEqual(['b'])
      expect(await tags('b')).toEqual(['b'])
      expect(await tags('n')).toEqual([])
    })
  })
}
