/** Searches that people keep for later, in the memory of the page. */
import type { PageMemory } from '../page-memory.ts'
import type { LibraryStore } from '../store.ts'
import { isSearching } from './expression.ts'

export interface SavedSearchesHost {
  readonly store: LibraryStore
  memory(): PageMemory
  /** To be said aloud. */
  onSaved(): void
}

export class SavedSearches {
  readonly #host: SavedSearchesHost

  constructor(host: SavedSearchesHost) {
    this.#host = host
  }

  /** The present search, under what it looks for; one of that name makes place. */
  save(): void {
    const { query, saved } = this.#host.store.getState()
    if (!isSearching(query)) return
    const { text, isExpression, facets } = query
    const name = text.trim() || Object.values(facets).flat().join(', ')
    this.#keep([...saved.filter((other) => other.name !== name), { name, query: { text, isExpression, facets } }])
    this.#host.onSaved()
  }

  forget(name: string): void {
    this.#keep(this.#host.store.getState().saved.filter((other) => other.name !== name))
  }

  #keep(saved: PageMemory['saved']): void {
    this.#host.memory().saved = saved
    this.#host.store.patch({ saved })
  }
}
