/** One search in SQLite: the count first, because how the page is best read depends on it. */
import type { Kysely } from 'kysely'
import type { SearchQuery } from '../../../ports/search.ts'
import type { Schema } from '../schema.ts'
import { type Found, findScope, nothingFound } from '../search/found.ts'
import { aggregate } from './aggregate.ts'
import { count, measure } from './count.ts'
import { asked } from './documents.ts'
import { readPage } from './page.ts'

export async function searchSqlite(db: Kysely<Schema>, query: SearchQuery): Promise<Found> {
  const { condition, limit } = query
  const scope = await findScope(db, query.environmentId)
  if (scope === null || condition.kind === 'none') return nothingFound(query)
  const question = asked(scope, condition)
  const size = await measure(db, question)
  const { assets: totalCount, isEstimate } = await count(db, question, size)
  const rows = limit === 0 ? [] : await readPage(db, query, question, size)
  const aggregations: Readonly<Record<string, number>>[] = []
  for (const aggregation of query.aggregations) {
    aggregations.push(await aggregate(db, aggregation, { scope, condition, size }))
  }
  return { totalCount, isEstimate, rows: rows.slice(0, limit), hasMore: rows.length > limit, aggregations }
}
