/** What the library tells: the element's events, and beside each the name that the vendor's emitter uses. */
import type { LibraryAsset } from './api/library-asset.ts'
import type { InsertedAsset, InsertPayload } from './insert/insert-payload.ts'
import type { Identity } from './types.ts'

/** As the page hears it. */
export interface LibraryFailure {
  readonly message: string
  readonly code: string
  readonly http_code?: number
}

export interface MediaLibraryEvents {
  'tintype-library-before-insert': { readonly assets: readonly InsertedAsset[]; readonly by: 'insert' | 'drag' }
  'tintype-library-insert': InsertPayload
  'tintype-library-selection-change': { readonly assets: readonly LibraryAsset[] }
  'tintype-library-show': undefined
  'tintype-library-hide': undefined
  'tintype-library-identity': Identity
  'tintype-library-error': LibraryFailure
  'tintype-library-upload': { readonly assets: readonly LibraryAsset[] }
  'tintype-library-delete': { readonly assets: readonly LibraryAsset[] }
  'tintype-library-search': { readonly expression: string; readonly total: number }
}

/** Element event to the emitter's name; the first five are also handlers (`showHandler` …). */
export const COMPAT_EVENTS = {
  'tintype-library-show': 'show',
  'tintype-library-hide': 'hide',
  'tintype-library-insert': 'insert',
  'tintype-library-error': 'error',
  'tintype-library-identity': 'identity',
  'tintype-library-upload': 'upload',
  'tintype-library-delete': 'delete',
} as const satisfies Partial<Record<keyof MediaLibraryEvents, string>>
