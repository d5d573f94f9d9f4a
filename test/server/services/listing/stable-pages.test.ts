/**
 * Whatever is inserted, deleted, changed and overwritten between two pages of a listing: each asset that is there from
 * the first page to the last is on exactly one of them, and none is there twice.
 */
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest'
import { openPostgres } from '../../../../server/adapters/database/postgres/index.ts'
import { openSqlite } from '../../../../server/adapters/database/sqlite/index.ts'
import type { Database } from '../../../../server/ports/database.ts'
import { type AssetLists, type AssetPage, createAssetLists } from '../../../../server/services/listing/asset-lists.ts'
import { assertStablePages } from '../../../support/changing-assets.ts'
import { startPostgres, type TestPostgres } from '../../../support/postgres.ts'

const secretKey = new Uint8Array(32).fill(7)
const scope = { environmentId: 'env', resourceType: 'image' } as const

type List = (lists: AssetLists, page: { maxResults: number; nextCursor?: string | undefined }) => Promise<AssetPage>

/** Every listing that has pages; all assets of the test are in each of them. */
const LISTINGS: Readonly<Record<string, List>> = {
  'of a type': (lists, page) => lists.list({ ...scope, type: 'upload', ...page }),
  'of all types': (lists, page) => lists.list({ ...scope, ...page }),
  'oldest first': (lists, page) => lists.list({ ...scope, direction: 'asc', ...page }),
  'from a date on': (lists, page) => lists.list({ ...scope, startAt: 0, ...page }),
  'by prefix': (lists, page) => lists.list({ ...scope, type: 'upload', prefix: 'p', ...page }),
  'by prefix, of all types, from the end': (lists, page) =>
    lists.list({ ...scope, prefix: 'p', direction: 'desc', ...page }),
  'by tag': (lists, page) => lists.listByTag({ ...scope, tag: 't', ...page }),
  'by context': (lists, page) => lists.listByContext({ ...scope, key: 'k', ...page }),
  'by context with a value': (lists, page) => lists.listByContext({ ...scope, key: 'k', value: 'v', ...page }),
  'by moderation': (lists, page) => lists.listByModeration({ ...scope, kind: 'manual', status: 'pending', ...page }),
  'by folder': (lists, page) => lists.listByFolder({ environmentId: 'env', folder: 'f', ...page }),
}

function describeStablePages(name: string, open: () => Promise<Database>, runs: number): void {
  describe(`pages on ${name}`, () => {
    let database: Database
    afterEach(() => database?.close())

    it.each(Object.entries(LISTINGS))('keep each surviving asset once, listed %s', async (_, list) => {
      database = await open()
      const lists = createAssetLists(database)

      await assertStablePages(database, (page) => list(lists, page), runs)
    })
  })
}

const long = process.env.TINTYPE_LONG === '1' ? 10 : 1
describeStablePages('sqlite', () => openSqlite({ path: ':memory:', secretKey }), 40 * long)

describe('on PostgreSQL', () => {
  let server: TestPostgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.close())

  describeStablePages('postgres', async () => openPostgres({ url: await server.create(), secretKey }), 5 * long)
})
