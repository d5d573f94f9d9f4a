/** The documents of one page: one more than asked for, when there are more. */
import { type Kysely, type SqlBool, sql } from 'kysely'
import type { SearchQuery } from '../../../ports/search.ts'
import type { Schema } from '../schema.ts'
import { type FoundRow, foundRow, sortColumn } from '../search/found.ts'
import { compileAfter, compileSort, isByCreation, lastDirection } from '../search/sort.ts'
import type { Size } from './count.ts'
import { type Asked, alsoMatches, type DocumentQuery, documents, filtered, INDEXED, matches } from './documents.ts'
import { assetsOf, countedKinds } from './kinds.ts'

/** So many more are tried than would do if what matches were spread evenly. */
const RESERVE = 2

/** @param found how many documents there are, about */
export async function readPage(
  db: Kysely<Schema>,
  query: SearchQuery,
  question: Asked,
  size: Size,
  found: number,
): Promise<readonly FoundRow[]> {
  if (isByCreation(query.sort)) return readByCreation(db, query, question, size)
  const { few } = size
  if (question.match !== null && few === null && isIndexed(query.sort)) {
    const all = assetsOf(await countedKinds(db, question.scope), { kinds: [] })
    const rows = Math.ceil(((query.limit + 1) * all) / Math.max(found, 1))
    let way = cheapestWay(question, size.candidates, rows)
    if (way === 'try') {
      const tried = await execute(ordered(tryIndex(db, query, question, rows * RESERVE), query), query)
      if (tried.length > query.limit) return tried
      // Not spread evenly: the rest may lie at the other end.
      way = cheapestWay(question, size.candidates, all)
    }
    if (way === 'walk') return execute(ordered(walkIndex(db, query, question), query), query)
  }
  return execute(ordered(goingOn(documents(db, question, { few }), query), query), query)
}

/** Sort all that the text engine finds; or walk the sort key's index, and look in a list or ask the engine for each row. */
function cheapestWay({ rest, limits }: Asked, candidates: number, rows: number): 'sort' | 'walk' | 'try' {
  const { read, step, list, ask } = limits.costs
  const sort = candidates * read
  const walk = candidates * list + rows * (rest.length === 0 ? step : read)
  const tries = rows * RESERVE * ask
  if (sort <= walk && sort <= tries) return 'sort'
  return walk <= tries ? 'walk' : 'try'
}

/** All rows in the order of the index, of which those are kept that the text engine has listed. */
function walkIndex(db: Kysely<Schema>, query: SearchQuery, question: Asked): DocumentQuery {
  const { match, range } = question
  const listed = matches(db, match ?? '', range).select('search_text.rowid')
  const rows = goingOn(documents(db, { ...question, text: null, match: null }), query)
  // The plus keeps SQLite from reading the list in its own order.
  return rows.where(sql<SqlBool>`+d.doc in (${listed})`)
}

/** The order of both the full-text engine and the documents. */
function readByCreation(db: Kysely<Schema>, query: SearchQuery, question: Asked, { few }: Size) {
  const direction = lastDirection(query.sort)
  const { first, last } = question.range
  const doc = query.after?.doc ?? null
  const range =
    direction === 'desc'
      ? { first, last: doc === null ? last : Math.min(last ?? doc, doc - 1) }
      : { first: doc === null ? first : Math.max(first ?? 0, doc + 1), last }
  const number = question.match === null ? sql.ref('d.doc') : sql.ref('search_text.rowid')
  const page = documents(db, { ...question, range }, { few }).orderBy(number, direction)
  return execute(page, query)
}

/** The first rows by their index, as far as they match. When they do not fill the page, they say nothing. */
function tryIndex(db: Kysely<Schema>, query: SearchQuery, question: Asked, rows: number): DocumentQuery {
  const all = goingOn(documents(db, { ...question, text: null, match: null, rest: [] }), query)
  const first = ordered(all, query).select('d.doc').limit(rows)
  const tried = db
    .selectFrom(first.as('f'))
    .crossJoin('search_document as d')
    .where(sql<SqlBool>`d.doc = f.doc`) as never as DocumentQuery
  return filtered(db, tried, question).where((eb) => alsoMatches(eb as never, db, question))
}

function goingOn(rows: DocumentQuery, { sort, after }: SearchQuery): DocumentQuery {
  return after === null ? rows : rows.where(compileAfter(compileSort(sort, false), after))
}

function ordered(rows: DocumentQuery, { sort }: SearchQuery): DocumentQuery {
  return compileSort(sort, false).reduce(
    (sorted, { value, direction }) => sorted.orderBy(sql`${value}`, direction),
    rows,
  )
}

async function execute(rows: DocumentQuery, { sort, limit }: SearchQuery): Promise<readonly FoundRow[]> {
  const keys = compileSort(sort, false).slice(0, -1)
  const found = await rows
    .select(['d.doc', 'd.asset_id'])
    .select(keys.map(({ value }, index) => sql`${value}`.as(sortColumn(index))))
    .limit(limit + 1)
    .execute()
  return found.map((row) => foundRow(row, keys.length))
}

function isIndexed(sort: SearchQuery['sort']): boolean {
  const [key] = sort
  return sort.length === 1 && key?.field.kind === 'column' && INDEXED.has(key.field.name)
}
