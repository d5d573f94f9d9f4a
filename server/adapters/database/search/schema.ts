/** The tables of the search index. They know an environment by a number, which is part of every term. */
import type { SearchColumns } from '../../../search-language/document.ts'

export interface SearchSchema {
  readonly search_scope: SearchScopeTable
  readonly search_document: SearchDocumentTable
  readonly search_number: SearchNumberTable
  readonly search_count: SearchCountTable
  readonly search_text: SearchTextTable
  readonly search_state: SearchStateTable
}

export interface SearchScopeTable {
  readonly number: number
  readonly environment_id: string
}

/** One row for each asset that can be found. */
export interface SearchDocumentTable extends Omit<SearchColumns, 'created_at'> {
  /** See `doc.ts`: the order of creation. */
  readonly doc: number
  readonly scope: number
  readonly asset_id: string
  /** Of all that the index keeps of the asset. */
  readonly digest: string
}

/** Numbers and dates of fields without a column. */
export interface SearchNumberTable {
  readonly scope: number
  readonly field: string
  readonly value: number
  readonly doc: number
}

/** How many assets of each kind an environment has. */
export interface SearchCountTable {
  readonly scope: number
  readonly resource_type: string
  readonly type: string
  readonly format: string
  readonly assets: number
}

/** The terms: a table of FTS5 with `rowid` in SQLite, a `tsvector` with `doc` in PostgreSQL. */
export interface SearchTextTable {
  readonly rowid: bigint
  readonly doc: number
  readonly terms: unknown
}

/** One row: the rules by which the index was made. */
export interface SearchStateTable {
  readonly document_version: number
}
