/** Every way in which SQLite is asked gives the same: the ways for many assets are taken here for few. */

import { Kysely, SqliteDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupCommit } from '../../../../../server/adapters/database/group-commit.ts'
import { migrate } from '../../../../../server/adapters/database/migrate.ts'
import { createRepositories } from '../../../../../server/adapters/database/repositories/index.ts'
import type { Schema } from '../../../../../server/adapters/database/schema.ts'
import { createSealer } from '../../../../../server/adapters/database/sealer.ts'
import type { FoundRow } from '../../../../../server/adapters/database/search/found.ts'
import { SEARCH_LIMITS, type SearchLimits } from '../../../../../server/adapters/database/sqlite/limits.ts'
import { openNodeSqlite } from '../../../../../server/adapters/database/sqlite/node-sqlite.ts'
import { searchSqlite } from '../../../../../server/adapters/database/sqlite/search.ts'
import type { Asset } from '../../../../../server/domain/asset.ts'
import type { SearchQuery } from '../../../../../server/ports/search.ts'
import { normalise } from '../../../../../server/search-language/normalise.ts'
import { parseExpression } from '../../../../../server/search-language/parse.ts'
import { printExpression } from '../../../../../server/search-language/print.ts'
import { ASKED_AT, matchesNaively, sortNaively } from '../../../../support/naive-search.ts'
import { fc } from '../../../../support/properties.ts'
import { searchExpressions, searchSorts } from '../../../../support/search-samples.ts'
import { storeSamples } from '../../../../support/stored-samples.ts'

const database = openNodeSqlite({ path: ':memory:', busyTimeoutMs: 0, cacheBytes: 2 ** 20, freeSpace: () => false })
const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
let assets: readonly Asset[]

beforeAll(async () => {
  await migrate(db)
  const group = groupCommit(db)
  const sealer = createSealer(new Uint8Array(32))
  assets = await storeSamples({
    transaction: (work) => group.run((tables) => work(createRepositories(tables, sealer))),
  })
})
afterAll(() => db.destroy())

/** Small enough for seventy assets. */
const WAYS: Readonly<Record<string, Partial<SearchLimits>>> = {
  'by indexes that narrow a search': { little: 0, few: 10, mostListed: 20 },
  'by counting what is outside': { little: 0, few: 0, mostInside: 3 },
  'by the index of the sort key, asking for each row': { costs: { read: 1e9, step: 1e9, list: 1e9, ask: 0 } },
  'by the index of the sort key, beside a list': { costs: { read: 1e9, step: 0, list: 0, ask: 1e9 } },
  'with estimated counts': { little: 0, few: 0, mostRead: 5, sample: 20, mostInside: 3 },
  // That is all of them: counts are exact, and still said to be estimates.
  'by buckets of a sample': { little: 0, few: 0, mostRead: 5, sample: 1_000_000, mostInside: 3 },
}

describe.each(Object.entries(WAYS))('searches %s', (_, changes) => {
  const limits = { ...SEARCH_LIMITS, ...changes }

  it('find and count what a plain evaluation of the same tree finds', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(searchExpressions, searchSorts, fc.integer({ min: 1, max: 20 }), async (tree, sort, limit) => {
        const expected = sortNaively(
          assets.filter((asset) => matchesNaively(asset, tree)),
          sort,
        )

        const { ids, totals } = await everyPage({ ...query(printExpression(tree)), sort, limit })

        expect(ids).toEqual(expected.map(({ id }) => id))
        expect(totals.every((total) => total === expected.length)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('count kinds, ranges and expressions as a plain evaluation does', { timeout: 60_000 }, async () => {
    const small = { field: 'bytes', from: null, to: { value: 7, isIncluded: false } }
    const large = { field: 'bytes', from: { value: 7, isIncluded: true }, to: null, resourceType: 'image' as const }

    await fc.assert(
      fc.asyncProperty(searchExpressions, searchExpressions, async (tree, further) => {
        const expected = assets.filter((asset) => matchesNaively(asset, tree))

        const { aggregations, aggregationsAreEstimates } = await searchSqlite(
          db,
          {
            ...query(printExpression(tree)),
            limit: 0,
            aggregations: [
              { kind: 'terms', field: 'format' },
              {
                kind: 'ranges',
                ranges: [
                  { key: 'small', condition: small },
                  { key: 'large', condition: large },
                ],
              },
              {
                kind: 'conditions',
                conditions: [{ key: 'both', condition: query(printExpression(further)).condition }],
              },
            ],
          },
          limits,
        )

        if (aggregationsAreEstimates && limits.sample < 1000) return
        const formats = expected.flatMap(({ format }) => (format === null ? [] : [format]))
        expect(aggregations).toEqual([
          Object.fromEntries(formats.map((format) => [format, formats.filter((each) => each === format).length])),
          {
            small: expected.filter(({ bytes }) => bytes < 7).length,
            large: expected.filter(({ bytes, resourceType }) => bytes >= 7 && resourceType === 'image').length,
          },
          { both: expected.filter((asset) => matchesNaively(asset, further)).length },
        ])
      }),
      { numRuns: 100 },
    )
  })

  async function everyPage(asked: SearchQuery) {
    const ids: string[] = []
    const totals: number[] = []
    let after: FoundRow | null = null
    for (;;) {
      const { rows, hasMore, totalCount, isEstimate } = await searchSqlite(db, { ...asked, after }, limits)
      ids.push(...rows.map(({ assetId }) => assetId))
      if (!isEstimate || limits.sample > 1000) totals.push(totalCount)
      after = rows.at(-1) ?? null
      if (!hasMore) return { ids, totals }
    }
  }
})

it('a sample says that it is one, and is about right', async () => {
  const { totalCount, isEstimate } = await searchSqlite(db, query('tags:red bytes>=0 OR bytes>=0 -tags:x'), {
    ...SEARCH_LIMITS,
    little: 0,
    few: 0,
    mostRead: 5,
    sample: 30,
  })

  expect(isEstimate).toBe(true)
  expect(totalCount).toBeGreaterThan(0)
  expect(totalCount).toBeLessThan(assets.length * 3)
})

function query(expression: string): SearchQuery {
  const condition = normalise(parseExpression(expression), { now: ASKED_AT })
  return { environmentId: 'env', condition, sort: [], limit: 100, after: null, aggregations: [] }
}
