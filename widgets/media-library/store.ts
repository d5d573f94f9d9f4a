/**
 * State of one library and the legal moves in it: no DOM, no Lit, no network. The view renders it; the modules of
 * `browse/` and `session/` decide what happens. The assets themselves lie in `browse/asset-pages.ts`.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LibraryError } from './api/answer.ts'
import type { LibraryAsset } from './api/library-asset.ts'
import type { AssetKey, Collection, Folder, Identity, Query, ViewMode } from './types.ts'
import { keyOf } from './types.ts'

/**
 * Who may look: nobody has asked yet, it is being asked, people have to sign in, they have, or they had and the session
 * has run out (what was on the screen stays, with the selection).
 */
export type Access = 'idle' | 'starting' | 'login' | 'open' | 'expired'

/** Folders below one folder, as far as they have been asked for. */
export interface Branch {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly folders: readonly Folder[]
  readonly isOpen: boolean
}

/** What the form to sign in shows. */
export interface LoginForm {
  /** A code is asked for once the password was right. */
  readonly wantsCode: boolean
  readonly showsPassword: boolean
  readonly singleSignOn: 'off' | 'ready' | 'waiting' | 'blocked' | 'closed'
  /** What failed was what the page had handed over, not what people typed. */
  readonly isOfPage: boolean
}

export interface FacetValue {
  readonly value: string
  /** Absent where it is not counted. */
  readonly count?: number
}

export interface SavedSearch {
  readonly name: string
  readonly query: Pick<Query, 'text' | 'isExpression' | 'facets'>
}

/** A sentence over the results, until it is dismissed or overtaken. */
export interface Notice {
  readonly kind: 'error' | 'info'
  readonly message: string
  /** Something that can still be done about it, such as taking it back. */
  readonly action?: {
    readonly label: string
    readonly run: () => void
    /** Ctrl+Z does it too, and what is less urgent does not take its place. */
    readonly isUndo?: boolean
  }
}

export interface LibraryState {
  readonly display: 'hidden' | 'shown'
  readonly access: Access
  readonly identity: Identity | undefined
  /** Operations that the session may call. */
  readonly permissions: ReadonlySet<string>
  /** The only folder that the session reaches, with all below it; '' for everything. */
  readonly reach: string
  /** Whether folders are part of public ids, or beside them. */
  readonly folderMode: 'fixed' | 'dynamic'
  /** What the last attempt to sign in was answered. */
  readonly loginError: LibraryError | undefined
  readonly isSigningIn: boolean
  readonly login: LoginForm
  /** Something that only the site's owner can repair. */
  readonly problem: LibraryError | undefined

  readonly query: Query
  readonly view: ViewMode
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed'
  readonly error: LibraryError | undefined
  /** What is shown belongs to the query before, until the answer comes. */
  readonly isStale: boolean
  readonly total: number
  readonly isEstimate: boolean
  /** Grows when assets have come or changed: `pages` holds them. */
  readonly revision: number
  readonly facetValues: Readonly<Record<string, readonly FacetValue[]>>
  /** Tags that have been seen, for suggestions and the facet. */
  readonly tags: readonly string[]
  readonly tagFilter: string
  /** Who has uploaded what has been seen: values of the facet. */
  readonly uploaders: readonly string[]
  /** How much each value of a facet would leave, where the search itself does not count it. */
  readonly facetCounts: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Expressions or words that people have kept, by their own choice. */
  readonly saved: readonly SavedSearch[]
  readonly branches: Readonly<Record<string, Branch>>
  readonly collections: readonly Collection[] | undefined

  /** In the order of choosing. */
  readonly selection: readonly LibraryAsset[]
  /** Index of the tile that the keyboard stands on. */
  readonly active: number
  /** What the large view shows; its index in the results when it is among them. */
  readonly preview: { readonly key: AssetKey; readonly index?: number } | undefined
  readonly isInserting: boolean

  readonly isOnline: boolean
  /** Files are being dragged over the library. */
  readonly isDragging: boolean
  /** What covers others on narrow screens, or stands open beside them on wide ones. */
  readonly isTreeOpen: boolean
  readonly isFacetsOpen: boolean
  readonly isAccountOpen: boolean
  /** Whether suggestions are shown, and which one the keyboard stands on; -1 for none. */
  readonly suggesting: { readonly active: number } | undefined
  readonly notice: Notice | undefined
}

export type LibraryStore = StoreApi<LibraryState> & {
  patch(change: Partial<LibraryState>): void
  isSelected(asset: AssetKey): boolean
  /** Changed or gone: the selection follows. */
  replaceAsset(before: AssetKey, after: LibraryAsset | undefined): void
}

export const FIRST_QUERY: Query = { place: { kind: 'all' }, text: '', isExpression: false, facets: {}, sort: 'newest' }

export function createLibraryStore(): LibraryStore {
  const store = createStore<LibraryState>(() => ({
    display: 'hidden',
    access: 'idle',
    identity: undefined,
    permissions: new Set(),
    reach: '',
    folderMode: 'dynamic',
    loginError: undefined,
    isSigningIn: false,
    login: { wantsCode: false, showsPassword: false, singleSignOn: 'off', isOfPage: false },
    problem: undefined,
    query: FIRST_QUERY,
    view: 'grid',
    phase: 'idle',
    error: undefined,
    isStale: false,
    total: 0,
    isEstimate: false,
    revision: 0,
    facetValues: {},
    tags: [],
    tagFilter: '',
    uploaders: [],
    facetCounts: {},
    saved: [],
    branches: {},
    collections: undefined,
    selection: [],
    active: 0,
    preview: undefined,
    isInserting: false,
    isOnline: true,
    isDragging: false,
    isTreeOpen: false,
    isFacetsOpen: false,
    isAccountOpen: false,
    suggesting: undefined,
    notice: undefined,
  }))
  return {
    ...store,
    patch: (change) => store.setState(change),
    isSelected: (asset) => store.getState().selection.some((other) => keyOf(other) === keyOf(asset)),
    replaceAsset(before, after) {
      const isIt = (other: LibraryAsset): boolean => keyOf(other) === keyOf(before)
      if (!store.getState().selection.some(isIt)) return
      store.setState(({ selection }) => ({
        selection: selection.flatMap((other) => (isIt(other) ? (after ? [after] : []) : [other])),
      }))
    },
  }
}
