import type { Asset } from '../domain/asset.ts'
import type { Condition, NumberCondition } from '../search-language/condition.ts'
import { NUMBER_COLUMNS, TEXT_COLUMNS } from '../search-language/document.ts'

export interface SearchQuery {
  readonly environmentId: string
  readonly condition: Condition
  /** Assets that are equal in all of these are in the order in which they came, in the direction of the last one. */
  readonly sort: readonly SortKey[]
  /** 0: only count. */
  readonly limit: number
  /** Null: from the start. */
  readonly after: SearchPosition | null
  readonly aggregations: readonly Aggregation[]
}

export interface SortKey {
  readonly field: SortField
  readonly direction: 'asc' | 'desc'
}

/**
 * What assets are sorted by. Without a value an asset is sorted as if it had the least one; of several values the least
 * counts. Text is sorted by its bytes.
 */
export type SortField =
  | { readonly kind: 'column'; readonly name: SortColumn }
  /** Of a field that the index keeps numbers of, such as `metadata.price`. */
  | { readonly kind: 'number'; readonly name: string }
  /** Text of a key of the context or the structured metadata; empty where that field has a number. */
  | { readonly kind: 'text'; readonly of: 'context' | 'metadata'; readonly key: string; readonly unless?: string }

export const SORT_COLUMNS = ['created_at', ...NUMBER_COLUMNS, ...TEXT_COLUMNS] as const
export type SortColumn = (typeof SORT_COLUMNS)[number]

/** After which result a page begins: its sort values in their order, and its number in the index. */
export interface SearchPosition {
  readonly values: readonly (string | number)[]
  readonly doc: number
}

export type Aggregation =
  | { readonly kind: 'terms'; readonly field: 'format' | 'resource_type' | 'type' }
  | {
      readonly kind: 'ranges'
      readonly ranges: readonly { readonly key: string; readonly condition: AggregatedRange }[]
    }
  | {
      readonly kind: 'conditions'
      readonly conditions: readonly { readonly key: string; readonly condition: Condition }[]
    }

/** Of one field, and for pixels of one kind of asset. */
export interface AggregatedRange extends Pick<NumberCondition, 'field' | 'from' | 'to'> {
  readonly resourceType?: 'image' | 'video'
}

export interface SearchResult {
  readonly totalCount: number
  /** Counted in a sample of the assets, because counting all of them would take too long. */
  readonly isEstimate: boolean
  readonly assets: readonly Asset[]
  /** Of the last of them, when there are more. */
  readonly next: SearchPosition | null
  /** By the aggregations that were asked for: how many assets for each value or key. */
  readonly aggregations: readonly Readonly<Record<string, number>>[]
  /** Some of them were counted in a sample. */
  readonly aggregationsAreEstimates: boolean
}

/** Sees every write that was committed before it was called. */
export interface Search {
  /** @throws SearchTooExpensiveError | the reason of the signal */
  search(query: SearchQuery, options?: { readonly signal?: AbortSignal }): Promise<SearchResult>
}
