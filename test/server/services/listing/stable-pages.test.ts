/**
 * Whatever is inserted, deleted, changed and overwritten between two pages of a listing: each asset that is there from
 * the first page to the last is on exactly one of them, and none is there twice.
 */
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPostgres } from '../../../../server/adapters/database/postgres/index.ts'
import { openSqlite } from '../../../../server/adapters/database/sqlite/index.ts'
import type { Asset } from '../../../../server/domain/asset.ts'
import type { Database } from '../../../../server/ports/database.ts'
import { type AssetLists, type AssetPage, createAssetLists } from '../../../../server/services/listing/asset-lists.ts'
import { startPostgres, type TestPostgres } from '../../../support/postgres.ts'
import { anAsset } from '../../adapters/database/rows.ts'

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

function aListedAsset(id: string, createdAt: number): Asset {
  return anAsset({
    id,
    publicId: `p${id}`,
    storageKey: id,
    createdAt,
    tags: ['t'],
    context: { k: 'v' },
    moderation: [{ kind: 'manual', status: 'pending', updatedAt: 1 }],
    assetFolder: 'f',
  })
}

/** Few moments, so that many assets are of the same. */
const moment = fc.integer({ min: 1, max: 4 })
const place = fc.nat({ max: 40 })
const action = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), id: place, createdAt: moment }),
  fc.record({ kind: fc.constant('delete' as const), id: place }),
  fc.record({ kind: fc.constant('overwrite' as const), id: place }),
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

const idOf = (place: number) => `i${String(place).padStart(3, '0')}`

/** Carries out what is possible; says which asset is gone. */
async function act(database: Database, step: Action): Promise<string | null> {
  const id = idOf(step.id)
  const existing = await database.assets.findById('env', id)
  if (step.kind === 'insert' && existing === null) await database.assets.insert(aListedAsset(id, step.createdAt))
  if (step.kind === 'overwrite' && existing !== null) {
    await database.assets.update({
      ...existing,
      version: existing.version + 1,
      updatedAt: 99,
      context: { k: 'v', n: '1' },
    })
  }
  if (step.kind !== 'delete' || existing === null) return null
  await database.assets.delete('env', id)
  return id
}

function describeStablePages(name: string, open: () => Promise<Database>, runs: number): void {
  describe(`pages on ${name}`, () => {
    let database: Database
    afterEach(() => database?.close())

    it.each(Object.entries(LISTINGS))('keep each surviving asset once, listed %s', async (_, list) => {
      database = await open()
      const lists = createAssetLists(database)
      const initial = fc.uniqueArray(fc.record({ id: place, createdAt: moment }), { selector: ({ id }) => id })
      const between = fc.array(fc.array(action, { maxLength: 4 }), { minLength: 12, maxLength: 12 })

      await fc.assert(
        fc.asyncProperty(initial, between, fc.integer({ min: 1, max: 6 }), async (first, steps, maxResults) => {
          for (let index = 0; index <= 40; index++) await database.assets.delete('env', idOf(index))
          for (const { id, createdAt } of first) await database.assets.insert(aListedAsset(idOf(id), createdAt))
          const survivors = new Set(first.map(({ id }) => idOf(id)))
          const seen: string[] = []

          let nextCursor: string | undefined
          for (let round = 0; ; round++) {
            const page = await list(lists, { maxResults, nextCursor })
            seen.push(...page.assets.map(({ id }) => id))
            if (page.nextCursor === null) break
            nextCursor = page.nextCursor
            for (const step of steps[round] ?? []) {
              const gone = await act(database, step)
              if (gone !== null) survivors.delete(gone)
            }
          }

          const times = (id: string) => seen.filter((each) => each === id).length
          for (const id of survivors) expect(times(id), id).toBe(1)
          // One that was deleted and made anew at another time is another one.
          const reborn = new Set(steps.flat().flatMap(({ kind, id }) => (kind === 'insert' ? [idOf(id)] : [])))
          for (const id of new Set(seen)) if (!reborn.has(id)) expect(times(id), id).toBe(1)
        }),
        { numRuns: runs },
      )
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
