/** What a search finds in the index, before the assets themselves are read. */
import type { Kysely } from 'kysely'
import type { SearchPosition, SearchQuery, SearchResult } from '../../../ports/search.ts'
import { assetFromRow } from '../repositories/asset-row.ts'
import { assetsById } from '../repositories/assets-by-id.ts'
import { compiledOnce } from '../repositories/compiled.ts'
import type { Schema } from '../schema.ts'

export interface Found extends Omit<SearchResult, 'assets' | 'next'> {
  readonly rows: readonly FoundRow[]
  readonly hasMore: boolean
}

export interface FoundRow extends SearchPosition {
  readonly assetId: string
}

export function nothingFound({ aggregations }: SearchQuery): Found {
  const counts = aggregations.map((aggregation) => {
    if (aggregation.kind === 'terms') return {}
    const keyed = aggregation.kind === 'ranges' ? aggregation.ranges : aggregation.conditions
    return Object.fromEntries(keyed.map(({ key }) => [key, 0]))
  })
  return {
    totalCount: 0,
    isEstimate: false,
    rows: [],
    hasMore: false,
    aggregations: counts,
    aggregationsAreEstimates: false,
  }
}

/** A column for each sort value, in order. */
export function sortColumn(index: number): string {
  return `k${index}`
}

export function foundRow(row: Readonly<Record<string, unknown>>, keys: number): FoundRow {
  const values = Array.from({ length: keys }, (_, index) => row[sortColumn(index)] as string | number)
  return { assetId: row.asset_id as string, doc: row.doc as number, values }
}

const scopeOf = compiledOnce((db) => db.selectFrom('search_scope').select('number').where('environment_id', '=', ''))

/** Null for an environment that never had an asset. */
export async function findScope(db: Kysely<Schema>, environmentId: string): Promise<number | null> {
  const [row] = await scopeOf(db, [environmentId])
  return row?.number ?? null
}

/** Reads the assets; one that was deleted since the search is left out. */
export async function withAssets(
  db: Kysely<Schema>,
  { environmentId }: SearchQuery,
  { rows, hasMore, ...counts }: Found,
): Promise<SearchResult> {
  const ids = rows.map(({ assetId }) => assetId)
  const found = await assetsById(db, environmentId, ids)
  const byId = new Map(found.map((row) => [row.id, row]))
  const assets = ids.flatMap((id) => {
    const row = byId.get(id)
    return row === undefined ? [] : [assetFromRow(row)]
  })
  const last = rows.at(-1)
  return { ...counts, assets, next: hasMore && last !== undefined ? { values: last.values, doc: last.doc } : null }
}
