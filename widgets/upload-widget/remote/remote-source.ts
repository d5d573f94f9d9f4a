/**
 * One remote source as a person uses it: from not connected to a folder in which files are picked. No Lit; whoever shows
 * it is told of every change.
 */
import { type ConnectOutcome, connectInWindow } from './connect-window.ts'
import {
  type RemoteClient,
  RemoteError,
  type RemoteItem,
  type RemoteListing,
  type SearchFilters,
} from './remote-client.ts'

export type RemotePhase =
  | 'disconnected'
  | 'connecting'
  | 'blocked' // the browser let no window open
  | 'refused' // people, or the provider, said no
  | 'expired' // was connected; the provider accepts it no longer
  | 'loggedOut'
  | 'start' // a search that nobody has asked for anything yet
  | 'loading'
  | 'ready'
  | 'failed'

/** A folder on the way from the top to where people are. */
export interface Crumb {
  readonly name: string
  readonly path: string
}

export interface RemoteState {
  readonly phase: RemotePhase
  readonly crumbs: readonly Crumb[]
  /** Words that the provider searched for; empty: a folder is shown. */
  readonly words: string
  /** Narrows the folder that is shown, where the provider cannot search. */
  readonly filter: string
  readonly items: readonly RemoteItem[]
  readonly filters: SearchFilters
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly username: string | null
  readonly picked: ReadonlyMap<string, RemoteItem>
  readonly layout: 'grid' | 'list'
  /** The server's words about a failure. */
  readonly problem: string
  /** The address of signing in is known: only then can a click open its window. */
  readonly canConnect: boolean
  /** Where people take a permission back after logging out. */
  readonly revokeUrl: string | null
}

const EMPTY: RemoteState = {
  phase: 'disconnected',
  crumbs: [],
  words: '',
  filter: '',
  items: [],
  filters: { site: null, rights: 'not_filtered' },
  hasMore: false,
  isLoadingMore: false,
  username: null,
  picked: new Map(),
  layout: 'grid',
  problem: '',
  canConnect: false,
  revokeUrl: null,
}

/** What a source can do; told by its kind and name. */
export interface RemoteAbilities {
  readonly needsSignIn: boolean
  /** By words, at the provider. */
  readonly searches: boolean
}

export class RemoteSource {
  readonly client: RemoteClient
  readonly abilities: RemoteAbilities
  readonly #onChange: () => void
  #state: RemoteState = EMPTY
  #next: { readonly path: string | null; readonly query: string | null } = { path: null, query: null }
  #connectAddress: URL | undefined
  #work = new AbortController()

  constructor(client: RemoteClient, abilities: RemoteAbilities, onChange: () => void) {
    this.client = client
    this.abilities = abilities
    this.#onChange = onChange
    if (!abilities.needsSignIn) this.#become({ phase: 'start' })
    else if (client.token !== undefined) void this.openFolder([])
    else void this.#prepareToConnect()
  }

  get state(): RemoteState {
    return this.#state
  }

  async connect(): Promise<void> {
    const address = this.#connectAddress
    if (!address) return
    const work = this.#begin({ phase: 'connecting' })
    let outcome: ConnectOutcome
    try {
      outcome = await connectInWindow(new URL(address), work.signal)
    } catch {
      return
    }
    if (work.signal.aborted) return
    if (typeof outcome === 'object') {
      this.client.token = outcome.token
      await this.openFolder([])
    } else {
      this.#become({ phase: outcome === 'closed' ? 'disconnected' : outcome })
    }
  }

  cancelConnecting(): void {
    this.#begin({ phase: 'disconnected' })
  }

  openFolder(crumbs: readonly Crumb[]): Promise<void> {
    return this.#load({ crumbs, words: '', filter: '' }, (signal) =>
      this.client.list(crumbs.at(-1)?.path ?? '', signal),
    )
  }

  enter(folder: RemoteItem): Promise<void> {
    return this.openFolder([...this.#state.crumbs, { name: folder.name, path: folder.requestPath }])
  }

  search(text: string): Promise<void> {
    const words = text.trim()
    const { needsSignIn, searches } = this.abilities
    if (!searches) {
      this.#become({ filter: words })
      return Promise.resolve()
    }
    if (words === '') {
      if (needsSignIn) return this.openFolder(this.#state.crumbs)
      this.#begin({ phase: 'start', words: '', items: [] })
      return Promise.resolve()
    }
    return this.#load({ words, filter: '' }, (signal) => this.#found(words, null, signal))
  }

  async loadMore(): Promise<void> {
    const { words, hasMore, isLoadingMore, items } = this.#state
    if (!hasMore || isLoadingMore) return
    const { signal } = this.#work
    this.#become({ isLoadingMore: true })
    try {
      const listing =
        words === ''
          ? await this.client.list(this.#next.path ?? '', signal)
          : await this.#found(words, this.#next.query ?? (this.#next.path ?? '').replace(/^\?/, ''), signal)
      if (!signal.aborted) this.#show(listing, items)
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
  }

  retry(): Promise<void> {
    const { words, crumbs } = this.#state
    return words === '' ? this.openFolder(crumbs) : this.search(words)
  }

  /** @param most files that may be picked at all */
  toggle(item: RemoteItem, most: number): void {
    const picked = new Map(this.#state.picked)
    if (!picked.delete(item.requestPath)) {
      // With one place people change their mind by picking something else.
      if (most === 1) picked.clear()
      if (picked.size < most) picked.set(item.requestPath, item)
    }
    this.#become({ picked })
  }

  clearPicked(): void {
    this.#become({ picked: new Map() })
  }

  /** An upload may find out that the sign-in is over. */
  noticeEnd(): void {
    const isShown = ['ready', 'loading', 'failed'].includes(this.#state.phase)
    if (!isShown || !this.abilities.needsSignIn || this.client.token !== undefined) return
    this.#begin({ phase: 'expired' })
    void this.#prepareToConnect()
  }

  /** Asks again when something was asked already. */
  narrow(change: Partial<SearchFilters>): Promise<void> {
    const { words, filters } = this.#state
    this.#become({ filters: { ...filters, ...change } })
    return words === '' ? Promise.resolve() : this.search(words)
  }

  setLayout(layout: RemoteState['layout']): void {
    this.#become({ layout })
  }

  async logOut(): Promise<void> {
    const work = this.#begin({ phase: 'loading', items: [], picked: new Map(), crumbs: [] })
    const revokeUrl = await this.client.logOut(work.signal).catch(() => null)
    if (work.signal.aborted) return
    this.#become({ ...EMPTY, layout: this.#state.layout, phase: 'loggedOut', revokeUrl })
    void this.#prepareToConnect()
  }

  /** The address has to be known before the click, because only a click may open a window. */
  async #prepareToConnect(): Promise<void> {
    try {
      this.#connectAddress ??= await this.client.connectAddress(this.#work.signal)
      this.#become({ canConnect: true })
    } catch (error) {
      if (!this.#work.signal.aborted) this.#become({ phase: 'failed', problem: messageOf(error) })
    }
  }

  #found(words: string, next: string | null, signal: AbortSignal): Promise<RemoteListing> {
    return this.abilities.needsSignIn
      ? this.client.search(words, next, signal)
      : this.client.find(words, next, this.#state.filters, signal)
  }

  async #load(change: Partial<RemoteState>, ask: (signal: AbortSignal) => Promise<RemoteListing>): Promise<void> {
    if (this.abilities.needsSignIn && this.client.token === undefined) {
      // An upload, or another widget of the page, has found out that the sign-in is over.
      this.#begin({ phase: 'expired' })
      return this.#prepareToConnect()
    }
    const { signal } = this.#begin({ ...change, phase: 'loading', items: [], hasMore: false, isLoadingMore: false })
    try {
      const listing = await ask(signal)
      if (!signal.aborted) this.#show(listing, [])
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
  }

  #show({ items, username, nextPagePath, nextPageQuery }: RemoteListing, before: readonly RemoteItem[]): void {
    this.#next = { path: nextPagePath, query: nextPageQuery }
    this.#become({
      phase: 'ready',
      items: [...before, ...foldersFirst(items)],
      username: username ?? this.#state.username,
      hasMore: nextPagePath !== null || nextPageQuery !== null,
      isLoadingMore: false,
    })
  }

  #fail(error: unknown): void {
    const isOver = error instanceof RemoteError && error.status === 401 && this.abilities.needsSignIn
    this.#become({ phase: isOver ? 'expired' : 'failed', problem: messageOf(error), isLoadingMore: false })
    if (isOver) void this.#prepareToConnect()
  }

  #begin(change: Partial<RemoteState>): AbortController {
    this.#work.abort()
    this.#work = new AbortController()
    this.#become(change)
    return this.#work
  }

  #become(change: Partial<RemoteState>): void {
    this.#state = { ...this.#state, ...change }
    this.#onChange()
  }

  destroy(): void {
    this.#work.abort()
  }
}

function foldersFirst(items: readonly RemoteItem[]): readonly RemoteItem[] {
  return [...items.filter(({ isFolder }) => isFolder), ...items.filter(({ isFolder }) => !isFolder)]
}

function messageOf(error: unknown): string {
  return error instanceof RemoteError ? error.message : ''
}
