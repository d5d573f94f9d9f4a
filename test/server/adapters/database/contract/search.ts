import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'
import type { SearchPosition, SearchQuery, SortKey } from '../../../../../server/ports/search.ts'
import { normalise } from '../../../../../server/search-language/normalise.ts'
import { parseExpression } from '../../../../../server/search-language/parse.ts'
import { printExpression } from '../../../../../server/search-language/print.ts'
import { ASKED_AT, matchesNaively, sortNaively } from '../../../../support/naive-search.ts'
import { fc } from '../../../../support/properties.ts'
import { searchExpressions, searchSorts } from '../../../../support/search-samples.ts'
import { storeSamples } from '../../../../support/stored-samples.ts'
import { anAsset } from '../rows.ts'

export function describeSearch(open: () => Promise<Database>): void {
  describe('search', () => {
    it('finds what a plain evaluation of the same tree finds, in that order, page by page', {
      timeout: 120_000,
    }, async () => {
      const database = await open()
      const assets = await storeSamples(database)

      await fc.assert(
        fc.asyncProperty(searchExpressions, searchSorts, fc.integer({ min: 1, max: 20 }), async (tree, sort, limit) => {
          const expected = sortNaively(
            assets.filter((asset) => matchesNaively(asset, tree)),
            sort,
          )

          const found = await everyPage(database, { ...query(printExpression(tree)), sort, limit })

          expect(found.ids).toEqual(expected.map(({ id }) => id))
          expect(found.totals.every((total) => total === expected.length)).toBe(true)
        }),
        { numRuns: 400 },
      )
    })

    it('counts by kind, range and expression as a plain evaluation does', { timeout: 60_000 }, async () => {
      const database = await open()
      const assets = await storeSamples(database)
      const ranges = [
        { key: 'small', condition: range('bytes', null, 7) },
        { key: 'large', condition: range('bytes', 7, null) },
        { key: 'short', condition: range('duration', 0, 10) },
        { key: 'wide', condition: { ...range('pixels', 50, null), resourceType: 'image' as const } },
      ]

      await fc.assert(
        fc.asyncProperty(searchExpressions, searchExpressions, async (tree, further) => {
          const expected = assets.filter((asset) => matchesNaively(asset, tree))

          const { aggregations, assets: none } = await database.search({
            ...query(printExpression(tree)),
            limit: 0,
            aggregations: [
              { kind: 'terms', field: 'format' },
              { kind: 'terms', field: 'resource_type' },
              { kind: 'ranges', ranges },
              {
                kind: 'conditions',
                conditions: [{ key: 'both', condition: query(printExpression(further)).condition }],
              },
            ],
          })

          expect(none).toEqual([])
          expect(aggregations).toEqual([
            counts(expected.map(({ format }) => format)),
            counts(expected.map(({ resourceType }) => resourceType)),
            {
              small: expected.filter(({ bytes }) => bytes < 7).length,
              large: expected.filter(({ bytes }) => bytes >= 7).length,
              short: expected.filter(({ facts }) => (facts?.duration ?? 99) < 10).length,
              wide: expected.filter(({ facts, resourceType }) => {
                return resourceType === 'image' && (facts?.width ?? 0) * (facts?.height ?? 0) >= 50
              }).length,
            },
            { both: expected.filter((asset) => matchesNaively(asset, further)).length },
          ])
        }),
        { numRuns: 100 },
      )
    })

    it('sees an asset change, and no more once it is deleted', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: '1', publicId: 'one', tags: ['old'], createdAt: 5000 }))

      expect(await ids(database, 'tags:old')).toEqual(['1'])
      await database.assets.update(anAsset({ id: '1', publicId: 'two', tags: ['new'], createdAt: 5000, bytes: 70 }))
      expect(await ids(database, 'tags:old OR one')).toEqual([])
      expect(await ids(database, 'tags:new bytes:70 public_id:two')).toEqual(['1'])
      // Another second of creation is another place in the index.
      await database.assets.update(anAsset({ id: '1', publicId: 'two', tags: ['new'], createdAt: 9000 }))
      expect(await ids(database, 'tags:new created_at:"1970-01-01T00:00:09Z"')).toEqual(['1'])
      await database.assets.update(anAsset({ id: '1', publicId: 'two', placeholder: 'deleted' }))
      expect(await ids(database, '')).toEqual([])
      await database.assets.update(anAsset({ id: '1', publicId: 'two' }))
      expect(await ids(database, 'two')).toEqual(['1'])
      await database.assets.delete('env', '1')

      const { totalCount } = await database.search(query(''))
      expect(totalCount).toBe(0)
      expect(await ids(database, 'two')).toEqual([])
    })

    it('forgets what was rolled back', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: '1', tags: ['kept'] }))

      const attempt = database.transaction(async (tables) => {
        await tables.assets.update(anAsset({ id: '1', tags: ['lost'] }))
        await tables.assets.insert(anAsset({ id: '2', publicId: 'other', tags: ['lost'] }))
        throw new Error('no')
      })

      await expect(attempt).rejects.toThrow('no')
      expect(await ids(database, 'tags:lost')).toEqual([])
      expect(await ids(database, 'tags:kept')).toEqual(['1'])
    })

    it('keeps environments apart, whatever is asked', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: '1', tags: ['x'], metadata: { n: 5 } }))
      await database.assets.insert(anAsset({ id: '2', tags: ['x'], metadata: { n: 5 }, environmentId: 'other' }))

      for (const expression of ['', 'x', 'tags:x', '-tags:y', 'metadata.n:[1 TO 9]', 'x OR metadata.n>1', 'bytes>0']) {
        expect(await ids(database, expression)).toEqual(['1'])
      }
      expect((await database.search({ ...query(''), environmentId: 'nobody' })).totalCount).toBe(0)
    })

    it('leaves nothing of an environment whose contents are deleted', async () => {
      const database = await open()
      for (const id of ['1', '2', '3']) {
        await database.assets.insert(anAsset({ id, publicId: id, storageKey: id, metadata: { n: 5 } }))
      }
      await database.assets.insert(anAsset({ id: '4', storageKey: '4', environmentId: 'other' }))

      while (await database.environmentContents.deleteSome('env', { limit: 2, now: 1 }));
      await database.assets.insert(anAsset({ id: '5', storageKey: '5', environmentId: 'new' }))

      for (const [environmentId, found] of [
        ['env', []],
        ['other', ['4']],
        ['new', ['5']],
      ] as const) {
        const { assets, totalCount } = await database.search({ ...query('-tags:x'), environmentId })
        expect(assets.map(({ id }) => id)).toEqual(found)
        expect(totalCount).toBe(found.length)
      }
    })

    it('takes every text for text', async () => {
      const database = await open()
      const odd = ['"', "'", "');--", 'a" OR "b', '~', '*', '\u0001x', 'a\nb', '\\', '$x', '😀', 'İ', 'ß']
      for (const [index, tag] of odd.entries()) {
        await database.assets.insert(anAsset({ id: `${index}`, publicId: `p${index}`, tags: [tag] }))
      }

      for (const [index, tag] of odd.entries()) {
        const value = `"${tag.replace(/["\\*]/g, '\\$&')}"`
        expect(await ids(database, `tags=${value}`)).toEqual([`${index}`])
      }
    })

    it('finds long values by all of them, and by their beginning', async () => {
      const database = await open()
      const long = 'https://example.com/'.padEnd(400, 'x')
      await database.assets.insert(anAsset({ id: '1', publicId: `${long}1` }))
      await database.assets.insert(anAsset({ id: '2', publicId: `${long}2` }))

      expect(await ids(database, `public_id:"${long}1"`)).toEqual(['1'])
      expect(await ids(database, 'public_id:"https://example.com*"')).toEqual(['2', '1'])
    })

    it('gives assets of one second in the order in which they came', async () => {
      const database = await open()
      for (const id of ['b', 'a', 'c']) await database.assets.insert(anAsset({ id, publicId: id, createdAt: 1500 }))

      expect(await ids(database, '')).toEqual(['c', 'a', 'b'])
    })
  })
}

function query(expression: string): SearchQuery {
  return {
    environmentId: 'env',
    condition: normalise(parseExpression(expression), { now: ASKED_AT }),
    sort: [],
    limit: 100,
    after: null,
    aggregations: [],
  }
}

async function ids(database: Database, expression: string, sort: readonly SortKey[] = []): Promise<readonly string[]> {
  const { assets } = await database.search({ ...query(expression), sort })
  return assets.map(({ id }) => id)
}

async function everyPage(database: Database, asked: SearchQuery) {
  const ids: string[] = []
  const totals: number[] = []
  let after: SearchPosition | null = null
  do {
    const page = await database.search({ ...asked, after: after === null ? null : JSON.parse(JSON.stringify(after)) })
    ids.push(...page.assets.map(({ id }) => id))
    totals.push(page.totalCount)
    after = page.next
  } while (after !== null)
  return { ids, totals }
}

function range(field: string, from: number | null, to: number | null) {
  return {
    field,
    from: from === null ? null : { value: from, isIncluded: true },
    to: to === null ? null : { value: to, isIncluded: false },
  }
}

function counts(values: readonly (string | null)[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const value of values) if (value !== null) found[value] = (found[value] ?? 0) + 1
  return found
}
