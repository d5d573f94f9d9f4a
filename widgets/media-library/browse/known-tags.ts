/** Tags that have been seen or asked for: for suggestions, and for the facet of tags. */
import type { LibraryApi } from '../api/library-api.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { LibraryStore } from '../store.ts'

export interface KnownTagsHost {
  readonly store: LibraryStore
  readonly api: LibraryApi
}

/** Assets whose tags are looked at, and tags that are kept. */
const SAMPLE = 500
const MOST = 2000

export class KnownTags {
  readonly #host: KnownTagsHost

  constructor(host: KnownTagsHost) {
    this.#host = host
  }

  /** Those that begin so join those that are known. A session that reaches one folder knows only what it has seen. */
  async find(prefix: string): Promise<void> {
    const { store, api } = this.#host
    if (!store.getState().permissions.has('tags.list')) return
    const answer = await api.tags(prefix)
    if (answer.ok) this.#learn(answer.value)
  }

  see(assets: readonly LibraryAsset[]): void {
    this.#learn(assets.slice(0, SAMPLE).flatMap(({ tags }) => tags ?? []))
  }

  #learn(tags: readonly string[]): void {
    const { store } = this.#host
    const { tags: known } = store.getState()
    const next = [...new Set([...known, ...tags])]
    if (next.length > known.length) store.patch({ tags: next.sort().slice(0, MOST) })
  }
}
