/**
 * What the parts of the Media Library tell each other. Folders, collections and fields are as the API gives them, with the
 * wire's names, as assets are (`api/library-asset.ts`); everything else is ours.
 */

/** What names an asset in the API. */
export interface AssetKey {
  readonly resource_type: string
  readonly type: string
  readonly public_id: string
}

export interface Folder {
  readonly name: string
  readonly path: string
  readonly external_id?: string
}

export interface Collection {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly asset_count?: number
}

export interface MetadataOption {
  readonly external_id: string
  readonly value: string
  readonly state?: 'active' | 'inactive'
}

export interface MetadataField {
  readonly external_id: string
  readonly label: string
  readonly type: 'string' | 'integer' | 'date' | 'enum' | 'set'
  readonly mandatory?: boolean
  readonly default_value?: unknown
  readonly validation?: unknown
  readonly datasource?: { readonly values: readonly MetadataOption[] }
  /** Whether a value that is not in the list joins it. */
  readonly allow_dynamic_list_values?: boolean
  readonly restrictions?: { readonly readonly_ui?: boolean }
}

/** What the page hears as `identity`. */
export interface Identity {
  readonly username?: string
  readonly name?: string
  readonly email?: string
  readonly role?: string
  readonly cloud_name: string
  readonly authorized: boolean
}

/** Where people are. `all` is every folder; the root folder has the path ''. */
export type Place =
  | { readonly kind: 'all' }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'collection'; readonly id: string; readonly name: string }

export type ViewMode = 'grid' | 'list' | 'masonry'

/** What the results follow from. */
export interface Query {
  readonly place: Place
  /** What people typed. */
  readonly text: string
  /** Whether `text` is an expression of the search language instead of words. */
  readonly isExpression: boolean
  /** Chosen values by the name of the facet: between facets all must hold, within one any of them. */
  readonly facets: Readonly<Record<string, readonly string[]>>
  readonly sort: SortName
}

export const SORTS = {
  newest: { uploaded_at: 'desc' },
  oldest: { uploaded_at: 'asc' },
  updated: { updated_at: 'desc' },
  name: { display_name: 'asc' },
  'name-desc': { display_name: 'desc' },
  largest: { bytes: 'desc' },
  smallest: { bytes: 'asc' },
} as const satisfies Record<string, Readonly<Record<string, 'asc' | 'desc'>>>

export type SortName = keyof typeof SORTS

export function keyOf({ resource_type, type, public_id }: AssetKey): string {
  return `${resource_type}/${type}/${public_id}`
}
