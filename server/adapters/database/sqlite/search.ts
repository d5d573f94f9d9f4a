/** One search in SQLite: the count first, because how the page is best read depends on it. */
import type { Kysely } from 'kysely'
import type { SearchQuery } from '../../../ports/search.ts'
import type { Schema } from '../schema.ts'
import { type Found, findScope, nothingFound } from '../search/found.ts'
import { aggregate } from './aggregate.ts'
import { count, measure } from './count.ts'
import { ask } from './kinds.ts'
import { SEARCH_LIMITS, type SearchLimits } from './limits.ts'
import { readPage } from './page.ts'

export async function searchSqlite(
  db: Kysely<Schema>,
  query: SearchQuery,
  limits: SearchLimits = SEARCH_LIMITS,
): Promise<Found> {
  const { condition, limit } = query
  const scope = await findScope(db, query.environmentId)
  if (scope === null || condition.kind === 'none') return nothingFound(query)
  const question = await ask(db, scope, condition, limits)
  const size = await measure(db, question)
  const { assets: totalCount, isEstimate } = await count(db, question, size)
  const isNothing = totalCount === 0 && !isEstimate
  const rows = limit === 0 || isNothing ? [] : await readPage(db, query, question, size, totalCount)
  let aggregationsAreEstimates = false
  const aggregations: Readonly<Record<string, number>>[] = []
  for (const aggregation of query.aggregations) {
    const { counts, isEstimate } = await aggregate(db, aggregation, { condition, question, size })
    aggregations.push(counts)
    aggregationsAreEstimates ||= isEstimate
  }
  const page = { rows: rows.slice(0, limit), hasMore: rows.length > limit }
  return { totalCount, isEstimate, aggregations, aggregationsAreEstimates, ...page }
}
