/** One search in PostgreSQL. It has statistics of its tables, so how it gets there is left to it. All counts are exact. */
import { type Kysely, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { SearchTooExpensiveError } from '../../../errors/search-errors.ts'
import type { Aggregation, SearchQuery } from '../../../ports/search.ts'
import { allOf, type Condition } from '../../../search-language/condition.ts'
import { wholeOf } from '../../../search-language/words.ts'
import type { Schema } from '../schema.ts'
import { compileCondition, splitCondition } from '../search/compile-condition.ts'
import { type Found, type FoundRow, findScope, foundRow, nothingFound, sortColumn } from '../search/found.ts'
import { compileAfter, compileSort } from '../search/sort.ts'
import { matchVector } from './match-text.ts'

type DocumentQuery = SelectQueryBuilder<Schema & { d: Schema['search_document'] }, 'd', Record<string, unknown>>

/** `query_canceled`: by the time limit of connections that read. */
const CANCELED = '57014'

export async function searchPostgres(db: Kysely<Schema>, query: SearchQuery): Promise<Found> {
  try {
    return await search(db, query)
  } catch (error) {
    throw (error as { code?: unknown }).code === CANCELED ? new SearchTooExpensiveError() : error
  }
}

async function search(db: Kysely<Schema>, query: SearchQuery): Promise<Found> {
  const scope = await findScope(db, query.environmentId)
  if (scope === null || query.condition.kind === 'none') return nothingFound(query)
  const totalCount = await count(db, scope, query.condition)
  const rows = query.limit === 0 ? [] : await readPage(db, scope, query)
  const aggregations: Readonly<Record<string, number>>[] = []
  for (const aggregation of query.aggregations) {
    aggregations.push(await aggregate(db, scope, query.condition, aggregation))
  }
  const { limit } = query
  const page = { rows: rows.slice(0, limit), hasMore: rows.length > limit }
  return { totalCount, isEstimate: false, aggregations, aggregationsAreEstimates: false, ...page }
}

function documents(db: Kysely<Schema>, scope: number, condition: Condition): DocumentQuery {
  const { text, rest } = splitCondition(condition)
  let query = db.selectFrom('search_document as d').where('d.scope', '=', scope) as never as DocumentQuery
  if (text !== null) {
    query = (query as never as SelectQueryBuilder<Schema & { d: Schema['search_document'] }, 'd', object>)
      .innerJoin('search_text as t', 't.doc', 'd.doc')
      .where(matching(scope, text)) as never
  }
  const textual = (part: Condition) => db.selectFrom('search_text as t').select('t.doc').where(matching(scope, part))
  for (const part of rest) query = query.where((eb) => compileCondition(eb as never, part, { scope, textual }))
  return query
}

function matching(scope: number, condition: Condition) {
  return sql<SqlBool>`${sql.ref('t.terms')} @@ ${matchVector(scope, condition)}::tsquery`
}

async function count(db: Kysely<Schema>, scope: number, condition: Condition): Promise<number> {
  const { found } = (await documents(db, scope, condition)
    .select((eb) => eb.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()) as { found: number }
  return found
}

async function readPage(db: Kysely<Schema>, scope: number, query: SearchQuery): Promise<readonly FoundRow[]> {
  const { condition, sort, after, limit } = query
  const keys = compileSort(sort, true)
  const values = keys.slice(0, -1)
  let rows = documents(db, scope, condition)
  if (after !== null) rows = rows.where(compileAfter(keys, after))
  rows = keys.reduce((sorted, { value, direction }) => sorted.orderBy(sql`${value}`, direction), rows)
  const found = await rows
    .select(['d.doc', 'd.asset_id'])
    .select(values.map(({ value }, index) => sql`${value}`.as(sortColumn(index))))
    .limit(limit + 1)
    .execute()
  return found.map((row) => foundRow(row, values.length))
}

async function aggregate(
  db: Kysely<Schema>,
  scope: number,
  condition: Condition,
  aggregation: Aggregation,
): Promise<Readonly<Record<string, number>>> {
  if (aggregation.kind === 'terms') {
    const rows = await documents(db, scope, condition)
      .select(`d.${aggregation.field} as kind`)
      .select((eb) => eb.fn.countAll<number>().as('assets'))
      .where(`d.${aggregation.field}`, '<>', '')
      .groupBy(`d.${aggregation.field}`)
      .execute()
    return Object.fromEntries(rows.map(({ kind, assets }) => [kind, assets]))
  }
  const counted: [string, number][] = []
  if (aggregation.kind === 'conditions') {
    for (const { key, condition: further } of aggregation.conditions) {
      const both = allOf([condition, further])
      counted.push([key, both.kind === 'none' ? 0 : await count(db, scope, both)])
    }
    return Object.fromEntries(counted)
  }
  for (const { key, condition: range } of aggregation.ranges) {
    const { field, from, to, resourceType } = range
    const kind: Condition[] =
      resourceType === undefined
        ? []
        : [{ kind: 'whole', field: 'resource_type', value: wholeOf(resourceType), isPrefix: false }]
    counted.push([key, await count(db, scope, allOf([condition, { kind: 'number', field, from, to }, ...kind]))])
  }
  return Object.fromEntries(counted)
}
