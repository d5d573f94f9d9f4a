/**
 * Sort keys to SQL: what rows are ordered by, and where a page goes on. No value is ever null, and the number of the
 * document is the last key, so that no two rows are equal.
 */
import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { SearchPosition, SearchQuery, SortKey } from '../../../ports/search.ts'
import type { Schema } from '../schema.ts'
import type { Documents } from './compile-condition.ts'

export interface CompiledKey {
  readonly value: Expression<unknown>
  readonly direction: 'asc' | 'desc'
}

/** Less than every number that is kept. */
const NO_NUMBER = -1e300

export function compileSort(sort: SearchQuery['sort'], isPostgres: boolean): readonly CompiledKey[] {
  const eb = expressionBuilder<Schema & { d: Schema['search_document'] }, 'd'>()
  const keys = sort.flatMap((key, index) => {
    // Documents are numbered in the order of their creation.
    if (isCreation(key) && index === sort.length - 1) return []
    return [{ value: compileKey(eb, key, isPostgres), direction: key.direction }]
  })
  return [...keys, { value: sql.ref('d.doc'), direction: lastDirection(sort) }]
}

export function lastDirection(sort: SearchQuery['sort']): 'asc' | 'desc' {
  return sort.at(-1)?.direction ?? 'desc'
}

export function isByCreation(sort: SearchQuery['sort']): boolean {
  return sort.length === 0 || (sort.length === 1 && sort.every(isCreation))
}

function isCreation({ field }: SortKey): boolean {
  return field.kind === 'column' && field.name === 'created_at'
}

function compileKey(eb: Documents, { field }: SortKey, isPostgres: boolean): Expression<unknown> {
  switch (field.kind) {
    case 'column':
      return field.name === 'created_at' ? sql`${eb.ref('d.doc')} / ${sql.lit(2 ** 21)}` : eb.ref(`d.${field.name}`)
    case 'number':
      return sql`coalesce(${leastNumber(eb, field.name)}, ${sql.lit(NO_NUMBER)})`
    case 'text': {
      const text = eb
        .selectFrom('asset as a')
        .select((inner) => member(inner.ref(`a.${field.of}_json`), field.key, isPostgres).as('text'))
        .whereRef('a.id', '=', 'd.asset_id')
      const known = sql`coalesce(${text}, '')`
      // Reading an asset is what sorting by text costs.
      return field.unless === undefined
        ? known
        : sql`case when ${leastNumber(eb, field.unless)} is null then ${known} else '' end`
    }
  }
}

function leastNumber(eb: Documents, name: string) {
  return eb
    .selectFrom('search_number as n')
    .select((inner) => inner.fn.min('n.value').as('least'))
    .whereRef('n.doc', '=', 'd.doc')
    .where('n.field', '=', name)
}

function member(json: Expression<string>, key: string, isPostgres: boolean): RawBuilder<string> {
  return isPostgres ? sql`(${json}::json ->> ${key}) collate "C"` : sql`cast(${json} ->> ${key} as text)`
}

/** Rows behind that position. */
export function compileAfter(keys: readonly CompiledKey[], { values, doc }: SearchPosition): Expression<SqlBool> {
  const bounds = [...values, doc]
  const [first] = keys
  if (keys.every(({ direction }) => direction === first?.direction)) {
    // Rows of values are compared by an index in one go.
    const operator = sql.raw(first?.direction === 'asc' ? '>' : '<')
    return sql<SqlBool>`(${sql.join(keys.map(({ value }) => value))}) ${operator} (${sql.join(bounds)})`
  }
  const alternatives = keys.map(({ value, direction }, index) => {
    const equal = keys.slice(0, index).map((key, earlier) => sql`${key.value} = ${bounds[earlier]}`)
    const beyond = sql`${value} ${sql.raw(direction === 'asc' ? '>' : '<')} ${bounds[index]}`
    return sql`(${sql.join([...equal, beyond], sql` and `)})`
  })
  return sql<SqlBool>`(${sql.join(alternatives, sql` or `)})`
}
