/** Pages of a search while assets come, go and change, in every way in which results can be sorted. */
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest'
import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import { openPostgres } from '../../../../server/adapters/database/postgres/index.ts'
import { openSqlite } from '../../../../server/adapters/database/sqlite/index.ts'
import type { Database } from '../../../../server/ports/database.ts'
import { searchAssets } from '../../../../server/services/search/search-assets.ts'
import type { SortBy } from '../../../../server/services/search/sort-fields.ts'
import { assertStablePages } from '../../../support/changing-assets.ts'
import { startPostgres, type TestPostgres } from '../../../support/postgres.ts'
import { anEnvironment } from '../../adapters/database/rows.ts'

const secretKey = new Uint8Array(32).fill(7)
const environment = anEnvironment()
const clock = manualClock()

/** Expressions for which all assets are found, and the order of what they find. */
const SEARCHES: Readonly<Record<string, readonly [expression: string, sortBy: SortBy]>> = {
  'newest first': ['', []],
  'by a tag, newest first': ['tags:t', []],
  'by a number and a tag, oldest first': ['tags:t bytes<9', [{ created_at: 'asc' }]],
  'by size': ['tags:t', [{ bytes: 'asc' }]],
  'by name, from the end': ['folder:f', [{ public_id: 'desc' }]],
  'by format and size': ['bytes>=0', [{ format: 'asc' }, { bytes: 'desc' }]],
  'by time, then name': ['', [{ created_at: 'desc' }, { public_id: 'asc' }]],
  'by a number of the metadata': ['tags:t', [{ 'metadata.rank': 'desc' }]],
  'by a text of the context, then size': ['context.k:v', [{ 'context.group': 'asc' }, { bytes: 'desc' }]],
}

function describeStableSearches(name: string, open: () => Promise<Database>, runs: number): void {
  describe(`pages of a search on ${name}`, () => {
    let database: Database
    afterEach(() => database?.close())

    it.each(Object.entries(SEARCHES))('keep each surviving asset once, %s', async (_, [expression, sortBy]) => {
      database = await open()
      const scope = { environment, folder: null }

      await assertStablePages(
        database,
        (page) => searchAssets({ expression, sortBy, ...page }, scope, { database, clock }),
        runs,
      )
    })
  })
}

const long = process.env.TINTYPE_LONG === '1' ? 10 : 1
describeStableSearches('sqlite', () => openSqlite({ path: ':memory:', secretKey }), 40 * long)

describe('on PostgreSQL', () => {
  let server: TestPostgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.close())

  describeStableSearches('postgres', async () => openPostgres({ url: await server.create(), secretKey }), 5 * long)
})
