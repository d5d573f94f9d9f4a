/**
 * What the library remembers of a visitor, in the page's own storage and by server and cloud: the last folder, and searches
 * that were kept. Nothing of a session. Where storage is forbidden there is no memory, and nothing else changes.
 */
import type { SavedSearch } from './store.ts'

interface Memory {
  readonly folder?: string
  readonly saved?: readonly SavedSearch[]
}

const MOST_SAVED = 50

export class PageMemory {
  readonly #key: string

  constructor(place: { readonly apiBase: string; readonly cloudName: string }) {
    this.#key = `tintype-library ${place.apiBase} ${place.cloudName}`
  }

  get folder(): string | undefined {
    const { folder } = this.#read()
    return typeof folder === 'string' ? folder : undefined
  }

  set folder(path: string | undefined) {
    const { folder: _, ...rest } = this.#read()
    this.#write(path === undefined ? rest : { ...rest, folder: path })
  }

  get saved(): readonly SavedSearch[] {
    const { saved } = this.#read()
    return Array.isArray(saved) ? saved.filter(isSavedSearch) : []
  }

  set saved(saved: readonly SavedSearch[]) {
    this.#write({ ...this.#read(), saved: saved.slice(-MOST_SAVED) })
  }

  #read(): Memory {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '{}')
      return typeof value === 'object' && value !== null ? value : {}
    } catch {
      return {}
    }
  }

  #write(memory: Memory): void {
    try {
      localStorage.setItem(this.#key, JSON.stringify(memory))
    } catch {
      // Forbidden or full: then it is not remembered.
    }
  }
}

/** Other scripts of the page may have written there. */
function isSavedSearch(entry: unknown): entry is SavedSearch {
  const { name, query } = (entry ?? {}) as Partial<SavedSearch>
  return typeof name === 'string' && typeof query?.text === 'string' && typeof query.facets === 'object'
}
