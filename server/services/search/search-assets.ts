/** Searching for assets: expression and parameters to a question of the database, its answer to a page. */
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { AggregatedRange, Aggregation, SearchPosition, SearchResult, SortKey } from '../../ports/search.ts'
import { allOf, type Condition } from '../../search-language/condition.ts'
import { normalise } from '../../search-language/normalise.ts'
import { parseExpression } from '../../search-language/parse.ts'
import { wholeOf } from '../../search-language/words.ts'
import { searchCursor } from './search-cursor.ts'
import { readSort, type SortBy } from './sort-fields.ts'

export interface AssetSearchRequest {
  readonly expression: string
  readonly maxResults: number
  readonly nextCursor?: string | undefined
  readonly sortBy?: SortBy | undefined
  readonly aggregate?: readonly AggregationRequest[] | undefined
}

export type AggregationRequest =
  | 'format'
  | 'resource_type'
  | 'type'
  | {
      readonly type: 'bytes' | 'image_pixels' | 'video_pixels' | 'duration'
      /** From included, to not. */
      readonly ranges: readonly {
        readonly key: string
        readonly from?: number | undefined
        readonly to?: number | undefined
      }[]
    }
  | AggregatedQueries

export interface AggregatedQueries {
  readonly type: 'queries'
  /** Under which its counts are answered. */
  readonly name: string
  readonly queries: readonly { readonly key: string; readonly expression: string }[]
}

export interface AssetSearchScope {
  readonly environment: ProductEnvironment
  /** Nothing outside of that folder is found; null: anywhere. */
  readonly folder: string | null
  readonly signal?: AbortSignal
}

export interface AssetSearchPage extends Omit<SearchResult, 'next' | 'aggregations'> {
  readonly milliseconds: number
  readonly nextCursor: string | null
  /** By the name of what was asked for. */
  readonly aggregations: Readonly<Record<string, Readonly<Record<string, number>>>> | null
}

export interface SearchDependencies {
  readonly database: Pick<Database, 'search' | 'folders'>
  readonly clock: Clock
}

/** @throws SearchExpressionError | InvalidParameterError | SearchTooExpensiveError */
export async function searchAssets(
  request: AssetSearchRequest,
  { environment, folder, signal }: AssetSearchScope,
  { database, clock }: SearchDependencies,
): Promise<AssetSearchPage> {
  const started = performance.now()
  const { expression, maxResults, aggregate = [] } = request
  const written = normalise(parseExpression(expression), { now: clock.now() })
  const sort = readSort(request.sortBy ?? [])
  const cursor = searchCursor([environment.id, expression.trim(), sort, folder], (position) => fits(position, sort))
  const found = await database.search(
    {
      environmentId: environment.id,
      condition: folder === null ? written : allOf([written, below(folder)]),
      sort,
      limit: maxResults,
      after: cursor.read(request.nextCursor),
      aggregations: aggregate.map((asked) => readAggregation(asked, clock.now())),
    },
    signal === undefined ? {} : { signal },
  )
  const { next, aggregations, ...page } = found
  const named = aggregate.map((asked, index) => [nameOf(asked), aggregations[index]])
  return {
    ...page,
    milliseconds: Math.round(performance.now() - started),
    nextCursor: next === null ? null : cursor.write(next),
    aggregations: named.length === 0 ? null : Object.fromEntries(named),
  }
}

function below(folder: string): Condition {
  return { kind: 'whole', field: 'asset_folder/', value: wholeOf(folder), isPrefix: false }
}

/** As many values as sort keys; creation, when it is the last one, is in the number of the document. */
function fits({ values }: SearchPosition, sort: readonly SortKey[]): boolean {
  const last = sort.at(-1)?.field
  const kept = last?.kind === 'column' && last.name === 'created_at' ? sort.slice(0, -1) : sort
  return (
    values.length === kept.length &&
    kept.every(({ field }, index) => typeof values[index] === (isText(field) ? 'string' : 'number'))
  )
}

const TEXT_COLUMNS = ['public_id', 'filename', 'display_name', 'asset_folder', 'format', 'resource_type', 'type']

function isText(field: SortKey['field']): boolean {
  return field.kind === 'text' || (field.kind === 'column' && TEXT_COLUMNS.includes(field.name))
}

function nameOf(asked: AggregationRequest): string {
  if (typeof asked === 'string') return asked
  return asked.type === 'queries' ? asked.name : asked.type
}

function readAggregation(asked: AggregationRequest, now: number): Aggregation {
  if (typeof asked === 'string') return { kind: 'terms', field: asked }
  if (asked.type === 'queries') {
    const conditions = asked.queries.map(({ key, expression }) => ({
      key,
      condition: normalise(parseExpression(expression), { now }),
    }))
    return { kind: 'conditions', conditions }
  }
  const pixels = /^(image|video)_pixels$/.exec(asked.type)
  const field = pixels === null ? asked.type : 'pixels'
  const kind = pixels === null ? {} : { resourceType: pixels[1] as 'image' | 'video' }
  const ranges = asked.ranges.map(({ key, from, to }) => {
    const condition: AggregatedRange = {
      field,
      from: from === undefined ? null : { value: from, isIncluded: true },
      to: to === undefined ? null : { value: to, isIncluded: false },
      ...kind,
    }
    return { key, condition }
  })
  return { kind: 'ranges', ranges }
}
