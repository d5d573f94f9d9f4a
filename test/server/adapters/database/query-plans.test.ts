/** Every listing reads a range of an index: no table is scanned, and no page is sorted out of more rows than it has. */
import { Kysely, SqliteDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../../../server/adapters/database/migrate.ts'
import { createRepositories } from '../../../../server/adapters/database/repositories/index.ts'
import type { Schema } from '../../../../server/adapters/database/schema.ts'
import { createSealer } from '../../../../server/adapters/database/sealer.ts'
import { openNodeSqlite } from '../../../../server/adapters/database/sqlite/node-sqlite.ts'
import type { Repositories } from '../../../../server/ports/database.ts'
import { anAsset } from './rows.ts'

interface Query {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

const executed: Query[] = []
const connection = openNodeSqlite({
  path: ':memory:',
  busyTimeoutMs: 0,
  cacheBytes: 2 ** 20,
  freeSpace: () => false,
})
const db = new Kysely<Schema>({
  dialect: new SqliteDialect({ database: connection }),
  log: ({ query: { sql, parameters } }) => void executed.push({ sql, parameters }),
})
let tables: Repositories

beforeAll(async () => {
  await migrate(db)
  tables = createRepositories(db, createSealer(new Uint8Array(32)))
  await db.transaction().execute(async (transaction) => {
    const { assets } = createRepositories(transaction, createSealer(new Uint8Array(32)))
    for (let index = 0; index < 300; index++) {
      const id = `i${index}`
      const place = {
        assetFolder: `f${index % 7}`,
        createdAt: index,
        tags: ['t', `t${index % 5}`],
        context: { k: 'v' },
      }
      await assets.insert(anAsset({ id, publicId: `p/${id}`, storageKey: id, ...place }))
    }
  })
})
afterAll(() => db.destroy())

const scope = { environmentId: 'env', resourceType: 'image' } as const
const typed = { ...scope, type: 'upload' } as const
const byTime = { direction: 'desc', after: { createdAt: 50, id: 'i5' }, limit: 10 } as const
const byName = { direction: 'asc', after: { publicId: 'p/i5', id: 'i5' }, limit: 10 } as const

/** As many as one request may name: the plan depends on it. */
const many = (prefix: string) => Array.from({ length: 100 }, (_, index) => `${prefix}${index}`)

/** What is read, and the index that it must be read by. */
const READS: Readonly<Record<string, readonly [read: () => Promise<unknown>, index: string]>> = {
  'assets of a type': [() => tables.listings.byTime(typed, byTime), 'asset_newest'],
  'assets from a date on': [() => tables.listings.byTime(typed, { ...byTime, since: 5 }), 'asset_newest'],
  'assets of all types': [() => tables.listings.byTime(scope, byTime), 'asset_newest'],
  'assets by prefix': [() => tables.listings.byPrefix(typed, 'p/', byName), 'sqlite_autoindex_asset_2'],
  'assets of all types by prefix': [() => tables.listings.byPrefix(scope, 'p/', byName), 'sqlite_autoindex_asset_2'],
  'assets by public ids': [() => tables.listings.byPublicIds(typed, many('p/i')), 'sqlite_autoindex_asset_2'],
  'assets by ids': [() => tables.listings.byIds('env', many('i')), 'sqlite_autoindex_asset_1'],
  'assets by many public ids': [() => tables.assets.findMany(typed, many('p/i')), 'sqlite_autoindex_asset_2'],
  'assets by tag': [() => tables.listings.byTag(scope, 't', byTime), 'sqlite_autoindex_asset_tag'],
  'assets by context': [
    () => tables.listings.byContext(scope, { key: 'k', value: 'v' }, byTime),
    'sqlite_autoindex_asset_entry_1',
  ],
  'assets by moderation': [
    () => tables.listings.byModeration(scope, { kind: 'manual', status: 'pending' }, byTime),
    'sqlite_autoindex_asset_entry_1',
  ],
  'assets in a folder': [() => tables.listings.inFolder('env', 'f1', byTime), 'asset_folder_newest'],
  tags: [
    () => tables.listings.tags(scope, { prefix: 't', folder: null, after: 't', limit: 10 }),
    'sqlite_autoindex_asset_tag',
  ],
  folders: [() => tables.folders.list('env', '', { after: 'f1', limit: 10 }), 'folder_parent'],
  'the number of folders': [() => tables.folders.count('env', ''), 'folder_parent'],
  'a folder with those below': [() => tables.folders.listTree('env', 'f1'), 'sqlite_autoindex_folder_1'],
  'what lies in a folder or below': [
    () => tables.assets.listInTree('env', 'f1', { createdUpTo: null, limit: 10 }),
    'asset_folder_newest',
  ],
}

function planOf({ sql, parameters }: Query): readonly string[] {
  const rows = connection.prepare(`explain query plan ${sql}`).all(parameters) as readonly { detail: string }[]
  return rows.map(({ detail }) => detail)
}

describe('query plans', () => {
  it.each(Object.entries(READS))('read %s by their index', async (_, [read, index]) => {
    executed.length = 0
    await read()

    const plan = executed.flatMap(planOf)

    expect(plan.join('\n')).toContain(index)
    // Results of one page, recursions and subqueries are scanned; tables are not.
    expect(
      plan.filter((step) => /^SCAN (asset|asset_tag|asset_entry|folder)\b(?!.* USING COVERING INDEX)/.test(step)),
    ).toEqual([])
  })

  it('sort nothing where one range is a page', async () => {
    for (const name of ['assets of a type', 'assets from a date on', 'assets in a folder', 'folders']) {
      executed.length = 0
      await READS[name]?.[0]()

      expect(executed.flatMap(planOf).join('\n'), name).not.toContain('TEMP B-TREE')
    }
  })
})
