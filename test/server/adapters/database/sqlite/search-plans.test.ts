/** How SQLite carries searches out: by which index, and without sorting what is sorted already. */
import { Kysely, SqliteDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../../../../server/adapters/database/migrate.ts'
import { assetRepository } from '../../../../../server/adapters/database/repositories/assets.ts'
import type { Schema } from '../../../../../server/adapters/database/schema.ts'
import { count, measure, type Size } from '../../../../../server/adapters/database/sqlite/count.ts'
import { asked, indexedDocs } from '../../../../../server/adapters/database/sqlite/documents.ts'
import { ask } from '../../../../../server/adapters/database/sqlite/kinds.ts'
import { SEARCH_LIMITS } from '../../../../../server/adapters/database/sqlite/limits.ts'
import { openNodeSqlite } from '../../../../../server/adapters/database/sqlite/node-sqlite.ts'
import { readPage } from '../../../../../server/adapters/database/sqlite/page.ts'
import { EVERYTHING, sampleOf } from '../../../../../server/adapters/database/sqlite/sample.ts'
import type { SearchQuery, SortColumn, SortKey } from '../../../../../server/ports/search.ts'
import { normalise } from '../../../../../server/search-language/normalise.ts'
import { parseExpression } from '../../../../../server/search-language/parse.ts'
import { anAsset } from '../rows.ts'

let statements: { readonly sql: string; readonly parameters: readonly unknown[] }[] = []
const database = openNodeSqlite({ path: ':memory:', busyTimeoutMs: 0, cacheBytes: 1_000_000, freeSpace: () => false })
const db = new Kysely<Schema>({
  dialect: new SqliteDialect({ database }),
  log: ({ query }) => {
    statements.push(query)
  },
})

beforeAll(async () => {
  await migrate(db)
  const assets = assetRepository(db)
  for (let index = 0; index < 50; index++) {
    const id = `a${index}`
    await assets.insert(anAsset({ id, publicId: id, tags: ['x'], metadata: { price: index }, bytes: index }))
  }
})
afterAll(() => db.destroy())

const MANY: Size = { candidates: 500_000, few: null, sample: EVERYTHING }

function query(expression: string, sort: readonly SortKey[] = []): SearchQuery {
  const condition = normalise(parseExpression(expression), { now: 0 })
  return { environmentId: 'env', condition, sort, limit: 10, after: null, aggregations: [] }
}

function by(name: SortColumn, direction: 'asc' | 'desc' = 'desc'): readonly SortKey[] {
  return [{ field: { kind: 'column', name }, direction }]
}

/** Of the statements that the work runs, each as one line. */
async function plansOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  statements = []
  await work()
  return statements.map(({ sql, parameters }) =>
    database
      .prepare(`explain query plan ${sql}`)
      .all(parameters as never)
      .map((row) => (row as { readonly detail: string }).detail)
      .join(' | '),
  )
}

const BY_CREATION = /SEARCH d USING INDEX search_document_created \(scope=\?/
const BY_TEXT = /SCAN search_text VIRTUAL TABLE INDEX .* \| SEARCH d USING INTEGER PRIMARY KEY/
const BY_KIND = /search_count_key|sqlite_autoindex_search_count/
const SORTS = 'USE TEMP B-TREE'

describe('a page', () => {
  it.each([
    ['all, newest first', '', [], BY_CREATION],
    ['all of a time', 'created_at>2020-01-01', [], /search_document_created \(scope=\? AND doc>\?\)/],
    ['by words, newest first', 'tags:x', [], BY_TEXT],
    ['by words within a time', 'tags:x created_at<2030-01-01', [], BY_TEXT],
    ['by words and a number', 'tags:x bytes>1', [], BY_TEXT],
    ['without some', '-tags:y', [], BY_TEXT],
    ['by a common number, newest first', 'bytes>1 width<5', [], BY_CREATION],
    ['all by size', '', by('bytes'), /SEARCH d USING INDEX search_document_bytes \(scope=\?/],
    ['all by name', '', by('public_id', 'asc'), /SEARCH d USING INDEX search_document_public_id \(scope=\?/],
    [
      'all by shown name',
      '',
      by('display_name', 'asc'),
      /SEARCH d USING INDEX search_document_display_name \(scope=\?/,
    ],
    ['what lies in a path', 'public_id:a/*', [], BY_TEXT],
  ] as const)('of %s is read in its order by an index', async (_, expression, sort, expected) => {
    const asking = query(expression, sort)

    const [plan = '', ...others] = await plansOf(() => readPage(db, asking, asked(1, asking.condition), MANY, 500_000))

    expect(plan).toMatch(expected)
    expect(plan).not.toContain(SORTS)
    expect(others).toEqual([])
  })

  it.each([
    ['newest first', '', [], /search_document_created \(scope=\? AND doc<\?\)/],
    ['by words', 'tags:x', [], BY_TEXT],
    ['by size', '', by('bytes'), /search_document_bytes \(scope=\? AND bytes<\?\)/],
  ] as const)('that goes on %s begins where the last one ended', async (_, expression, sort, expected) => {
    const values = sort.length === 0 ? [] : [20]
    const asking = { ...query(expression, sort), after: { values, doc: 2_097_152 + 20 } }

    const [plan = ''] = await plansOf(() => readPage(db, asking, asked(1, asking.condition), MANY, 500_000))

    expect(plan).toMatch(expected)
    expect(plan).not.toContain(SORTS)
  })

  it('of many by words and size first tries the largest of all', async () => {
    const asking = query('tags:x', by('bytes'))

    const [counts, tried] = await plansOf(() => readPage(db, asking, asked(1, asking.condition), MANY, 500_000))

    expect(counts).toMatch(BY_KIND)
    expect(tried).toMatch(/search_document_bytes \(scope=\?/)
  })

  it('of words and size walks from the largest on beside what the words find', async () => {
    const asking = query('tags:x', by('bytes'))
    const costs = { read: 1, step: 0, list: 0, ask: 1 }
    const question = asked(1, asking.condition, { ...SEARCH_LIMITS, costs })

    const [, walk] = await plansOf(() => readPage(db, asking, question, MANY, 500_000))

    expect(walk).toMatch(/SEARCH d USING INDEX search_document_bytes \(scope=\?\) \| LIST SUBQUERY .* SCAN search_text/)
    expect(walk).not.toContain(SORTS)
  })

  it('of few by a number reads those few', async () => {
    const asking = query('metadata.price>45')
    const question = asked(1, asking.condition)
    const [condition] = question.rest
    if (condition === undefined) throw new Error('There is a condition')
    const few = indexedDocs(db, 1, condition)

    const [plan = ''] = await plansOf(() => readPage(db, asking, question, { ...MANY, few }, 4))

    expect(plan).toMatch(/SEARCH d USING INDEX search_document_created \(scope=\? AND doc=\?\)/)
    expect(plan).toMatch(/search_number_value \(scope=\? AND field=\? AND value>\?\)/)
  })
})

describe('pictures of a size', () => {
  it('are looked for among the documents, where nearly all are pictures', async () => {
    const asking = query('resource_type:image bytes>1', by('bytes'))
    const question = await ask(db, 1, asking.condition)

    const [plan = ''] = await plansOf(() => readPage(db, asking, question, MANY, 500_000))

    expect(question.match).toBeNull()
    expect(plan).toMatch(/search_document_bytes \(scope=\?/)
    expect(plan).not.toContain(SORTS)
  })

  it('are looked for by the text engine, where few are', async () => {
    const { match } = await ask(db, 1, query('resource_type:video bytes>1').condition)

    expect(match).toContain('video')
  })
})

describe('a count', () => {
  it('of many by several numbers looks at some buckets of the documents', async () => {
    const question = asked(1, query('bytes>1 width<5').condition)
    const size: Size = { ...MANY, sample: sampleOf(500_000, 10_000) }

    const [plan] = await plansOf(() => count(db, question, size))

    expect(plan).toMatch(/SEARCH d USING INDEX search_document_bucket \(scope=\? AND <expr><\?\)/)
  })

  it.each([
    ['of all', '', BY_KIND],
    ['by words', 'tags:x', /^SCAN search_text VIRTUAL TABLE/],
    ['by one number', 'bytes>5', /COVERING INDEX search_document_bytes \(scope=\? AND bytes>\?\)/],
    ['of a time', 'created_at>2020-01-01', /COVERING INDEX search_document_created \(scope=\? AND doc>\?\)/],
  ] as const)('%s reads nothing but an index', async (_, expression, expected) => {
    const question = asked(1, query(expression).condition)

    const plans = await plansOf(async () => count(db, question, await measure(db, question)))

    expect(plans.at(-1)).toMatch(expected)
    expect(plans.join()).not.toMatch(/SCAN d\b/)
  })
})
