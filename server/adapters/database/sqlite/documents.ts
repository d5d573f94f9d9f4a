/**
 * Queries over the documents of a search in SQLite, with the order of their tables fixed: without statistics SQLite takes
 * every condition for a selective one, and walks a million rows to sort them where the first fifty would do.
 */
import { type Expression, type Kysely, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Condition, NumberCondition } from '../../../search-language/condition.ts'
import type { Schema } from '../schema.ts'
import {
  type CompileContext,
  compileCondition,
  type Documents,
  isNumberColumn,
  splitCondition,
  within,
} from '../search/compile-condition.ts'
import { type DocRange, docRange } from '../search/doc.ts'
import { SEARCH_LIMITS, type SearchLimits } from './limits.ts'
import { matchText } from './match-text.ts'
import { bucketOf, EVERYTHING, type Sample } from './sample.ts'

/** Rows of `search_document`, named `d`. */
export type DocumentQuery = SelectQueryBuilder<Schema & { d: Schema['search_document'] }, 'd', Record<string, unknown>>

export interface Asked {
  readonly scope: number
  /** What the full-text engine is asked; null: nothing. */
  readonly text: Condition | null
  /** The same in its language. */
  readonly match: string | null
  /** Of which kinds documents must be, where that is asked of their columns (`kinds.ts`). */
  readonly kinds: readonly KindOfDocuments[]
  /** Creation; both ends included. */
  readonly range: DocRange
  readonly rest: readonly Condition[]
  readonly limits: SearchLimits
}

export interface KindOfDocuments {
  readonly column: KindColumn
  readonly values: readonly string[]
}

export type KindColumn = 'resource_type' | 'type' | 'format'

export function asked(scope: number, condition: Condition, limits: SearchLimits = SEARCH_LIMITS): Asked {
  const { text, rest } = splitCondition(condition)
  const times = rest.filter(isCreation)
  const ranges = times.map(docRange)
  return {
    scope,
    text,
    match: text === null ? null : matchText(scope, text),
    kinds: [],
    limits,
    range: {
      first: extreme(
        ranges.map(({ first }) => first),
        Math.max,
      ),
      last: extreme(
        ranges.map(({ last }) => last),
        Math.min,
      ),
    },
    rest: rest.filter((condition) => !isCreation(condition)),
  }
}

function isCreation(condition: Condition): condition is NumberCondition {
  return condition.kind === 'number' && condition.field === 'created_at'
}

function extreme(bounds: readonly (number | null)[], pick: (...values: number[]) => number): number | null {
  const known = bounds.filter((bound) => bound !== null)
  return known.length === 0 ? null : pick(...known)
}

/** What the full-text engine finds, by number of document, without a look at the documents. */
export function matches(db: Kysely<Schema>, match: string, { first, last }: DocRange) {
  let query = db.selectFrom('search_text').where(sql<SqlBool>`search_text match ${match}`)
  // As BigInt: FTS5 takes a floating-point number for no condition at all.
  if (first !== null) query = query.where('search_text.rowid', '>=', BigInt(first))
  if (last !== null) query = query.where('search_text.rowid', '<=', BigInt(last))
  return query
}

export interface DocumentOptions {
  /** Few documents, by a query of their numbers: what lies outside of it is not looked at. */
  readonly few?: Expression<unknown> | null
  readonly sample?: Sample
}

/** The documents that were asked for: walked in the order of the full-text engine, or of an index that the sorting wants. */
export function documents(db: Kysely<Schema>, question: Asked, options: DocumentOptions = {}): DocumentQuery {
  const { scope, match, range } = question
  const { few = null, sample = EVERYTHING } = options
  const number = match === null ? sql.ref('d.doc') : sql.ref('search_text.rowid')
  let query: DocumentQuery
  if (match === null) {
    query = db.selectFrom('search_document as d') as never
    query = query.where('d.scope', '=', scope)
    if (range.first !== null) query = query.where('d.doc', '>=', range.first)
    if (range.last !== null) query = query.where('d.doc', '<=', range.last)
    if (few !== null) query = query.where(sql<SqlBool>`d.doc in ${few}`)
  } else {
    query = matches(db, match, range).crossJoin('search_document as d') as never
    query = query.where(sql<SqlBool>`d.doc = search_text.rowid`)
    // The plus keeps FTS5 from being asked for each of the few, which costs it more than giving all it has.
    if (few !== null) query = query.where(sql<SqlBool>`+search_text.rowid in ${few}`)
  }
  if (sample !== EVERYTHING) query = query.where(sql<SqlBool>`${bucketOf(number)} < ${sql.lit(sample.buckets)}`)
  return filtered(db, query, question)
}

/** What no index was asked for. */
export function filtered(db: Kysely<Schema>, query: DocumentQuery, { scope, kinds, rest }: Asked): DocumentQuery {
  const context = compileContext(db, scope)
  const ofKinds = kinds.reduce(
    (narrowed, { column, values }) => narrowed.where(`d.${column}`, 'in', [...values]),
    query,
  )
  return rest.reduce(
    (narrowed, condition) => narrowed.where((eb) => compileCondition(eb as never, condition, context)),
    ofKinds,
  )
}

function compileContext(db: Kysely<Schema>, scope: number): CompileContext {
  return {
    scope,
    withoutIndex: true,
    textual: (condition) =>
      matches(db, matchText(scope, condition), { first: null, last: null }).select('search_text.rowid'),
  }
}

export type IndexedDocs = SelectQueryBuilder<Schema, never, { doc: number }>

/** Numbers of the documents for which that holds, by an index; null when there is none. */
export function indexedDocs(db: Kysely<Schema>, scope: number, condition: Condition): IndexedDocs | null {
  if (condition.kind !== 'number') return null
  const { field } = condition
  if (!isNumberColumn(field)) {
    return db
      .selectFrom('search_number as n')
      .select('n.doc')
      .where('n.scope', '=', scope)
      .where('n.field', '=', field)
      .where((eb) => within(eb as never, eb.ref('n.value'), condition)) as never
  }
  if (!INDEXED.has(field)) return null
  return db
    .selectFrom('search_document as x')
    .select('x.doc')
    .where('x.scope', '=', scope)
    .where((eb) =>
      within(eb as never, eb.ref(`x.${field}`), {
        ...condition,
        from: condition.from ?? { value: 0, isIncluded: true },
      }),
    ) as never
}

/** Columns with an index behind the environment. */
export const INDEXED: ReadonlySet<string> = new Set([
  'uploaded_at',
  'updated_at',
  'bytes',
  'width',
  'height',
  'duration',
  'public_id',
  'display_name',
])

/** One question of FTS5 for each row. */
export function alsoMatches(eb: Documents, db: Kysely<Schema>, { match, range }: Asked): Expression<SqlBool> {
  if (match === null) return sql<SqlBool>`true`
  return eb.exists(matches(db, match, range).select('search_text.rowid').where(sql<SqlBool>`search_text.rowid = d.doc`))
}
