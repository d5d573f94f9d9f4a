/** Tags that have been seen or asked for, and who has uploaded what was seen: for suggestions and facets. */
import type { LibraryApi } from '../api/library-api.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { LibraryStore } from '../store.ts'
import { uploaderOf } from './facets.ts'

export interface SeenValuesHost {
  readonly store: LibraryStore
  readonly api: LibraryApi
}

/** Assets that are looked at, and values that are kept. */
const SAMPLE = 500
const MOST_TAGS = 2000
const MOST_UPLOADERS = 200

export class SeenValues {
  readonly #host: SeenValuesHost

  constructor(host: SeenValuesHost) {
    this.#host = host
  }

  /** Tags that begin so join those that are known. */
  async findTags(prefix: string): Promise<void> {
    const { store, api } = this.#host
    if (!store.getState().permissions.has('tags.list')) return
    const answer = await api.tags(prefix)
    if (answer.ok) this.#learn(answer.value, [])
  }

  see(assets: readonly LibraryAsset[]): void {
    const seen = assets.slice(0, SAMPLE)
    this.#learn(
      seen.flatMap(({ tags }) => tags ?? []),
      seen.flatMap(({ uploaded_by: by }) => uploaderOf(by) ?? []),
    )
  }

  #learn(tags: readonly string[], uploaders: readonly string[]): void {
    const { store } = this.#host
    const known = store.getState()
    const next = { tags: joined(known.tags, tags), uploaders: joined(known.uploaders, uploaders) }
    if (next.tags.length > known.tags.length) store.patch({ tags: next.tags.slice(0, MOST_TAGS) })
    if (next.uploaders.length > known.uploaders.length) {
      store.patch({ uploaders: next.uploaders.slice(0, MOST_UPLOADERS) })
    }
  }
}

function joined(known: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...known, ...more])].sort()
}
