/**
 * What is shown: follows the query from the first answer to the last page. Each change of the query gives up what the
 * last one still waits for, so that an answer that comes late changes nothing. Typing waits for a pause.
 */
import type { Answer, LibraryError } from '../api/answer.ts'
import type { LibraryApi, SearchAnswer } from '../api/library-api.ts'
import type { MediaLibraryEvents } from '../events.ts'
import type { MediaLibraryOptionName, MediaLibraryOptions } from '../options.ts'
import { FIRST_QUERY, type LibraryStore } from '../store.ts'
import { type MetadataField, type Place, type Query, SORTS } from '../types.ts'
import type { AssetPages, AssetSource, LoadedPage } from './asset-pages.ts'
import { askedExpression, expressionOf, isSearching, type Restrictions } from './expression.ts'
import { FacetCounts } from './facet-counts.ts'
import { type Facet, facetsOf, METADATA_FACETS } from './facets.ts'
import { onlyOffered } from './only-offered.ts'
import { isInReach, OUT_OF_REACH } from './reach.ts'

interface LoadOptions {
  readonly isAnew?: boolean
  readonly isQuiet?: boolean
}

export interface BrowserHost {
  readonly store: LibraryStore
  readonly api: LibraryApi
  readonly pages: AssetPages
  option<Name extends MediaLibraryOptionName>(name: Name): MediaLibraryOptions[Name]
  emit(name: 'tintype-library-search', detail: MediaLibraryEvents['tintype-library-search']): unknown
  report(error: LibraryError): void
  /** The first answer of a query is there: to be said aloud. */
  onResults(): void
  onPlace(place: Place): void
}

const TYPING_PAUSE_MS = 300
const WITH_FIELDS = ['tags', 'context', 'metadata']

export class LibraryBrowser {
  readonly #host: BrowserHost
  readonly counts: FacetCounts
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Loads under way; all but the last have been overtaken. */
  #running = 0
  #isAskedAgain = false
  #fields: readonly MetadataField[] = []

  constructor(host: BrowserHost) {
    this.#host = host
    const self = this
    this.counts = new FacetCounts({
      store: host.store,
      get api() {
        return host.api
      },
      get facets() {
        return self.facets
      },
      get restrictions() {
        return self.restrictions
      },
    })
  }

  get facets(): readonly Facet[] {
    return facetsOf(this.#host.option('filters'), this.#host.option('filterDefinition'), this.#fields)
  }

  get restrictions(): Restrictions {
    const folder = this.#host.option('folder')
    const ofFolder = typeof folder === 'object' ? folder.resource_type : undefined
    const own = this.#host.option('resourceType')
    const kind = own === 'all' && isKind(ofFolder) ? ofFolder : own
    return { resourceType: kind, isPublicOnly: this.#host.option('publicOnly') }
  }

  /** Labels and values of the page's own facets come from the fields of the environment. */
  async loadFields(): Promise<void> {
    const isAsked = (this.#host.option('filterDefinition') ?? []).some(({ values }) => values === undefined)
    const needsFields = isAsked || this.#host.option('filters').includes(METADATA_FACETS)
    if (!needsFields || this.#fields.length > 0) return
    const answer = await this.#host.api.metadataFields()
    if (!answer.ok) return this.#host.report(answer.error)
    this.#fields = answer.value
    this.#host.store.patch({ revision: this.#host.store.getState().revision + 1 })
    this.counts.showFields()
  }

  go(place: Place): void {
    const { query } = this.#host.store.getState()
    this.#change({ ...FIRST_QUERY, sort: query.sort, place })
    this.#host.onPlace(place)
  }

  /** While people type: what they have written so far, to be asked for after a pause. */
  type(text: string): void {
    const { query } = this.#host.store.getState()
    this.#host.store.patch({ query: { ...query, text, place: searchable(query.place) } })
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.load(), TYPING_PAUSE_MS)
  }

  /** Changes the query and asks at once. */
  refine(change: Partial<Omit<Query, 'place'>>): void {
    const { query } = this.#host.store.getState()
    const asksMore = change.text !== undefined || change.facets !== undefined
    this.#change({ ...query, ...change, place: asksMore ? searchable(query.place) : query.place })
  }

  toggleFacet(name: string, value: string): void {
    const { facets } = this.#host.store.getState().query
    const chosen = facets[name] ?? []
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
    this.refine({ facets: { ...facets, [name]: next } })
  }

  clear(): void {
    this.refine({ text: '', isExpression: false, facets: {} })
  }

  /**
   * Asks for the same again, without a sign of it. What is being asked for already is had first: changes of others, one
   * after the other, would else keep any answer from coming.
   */
  async refresh(): Promise<void> {
    if (this.#running > 0) this.#isAskedAgain = true
    else await this.load({ isQuiet: this.#host.store.getState().phase === 'ready' })
  }

  /** Asks for the present query; the results so far stay until the answer is there, unless `isAnew`. */
  async load(options: LoadOptions = {}): Promise<void> {
    this.#isAskedAgain = false
    this.#running += 1
    try {
      await this.#load(options)
    } finally {
      this.#running -= 1
    }
    if (this.#isAskedAgain && this.#running === 0) await this.refresh()
  }

  async #load(options: LoadOptions): Promise<void> {
    const { store, pages } = this.#host
    clearTimeout(this.#timer)
    const { query } = store.getState()
    if (options.isAnew) pages.clear()
    if (!isInReach(query.place, store.getState().reach)) {
      pages.clear()
      store.patch({ phase: 'failed', error: OUT_OF_REACH, isStale: false })
      this.#host.report(OUT_OF_REACH)
      return
    }
    if (!options.isQuiet) store.patch({ phase: 'loading', error: undefined, active: 0, isStale: !options.isAnew })
    const answer = await pages.start(onlyOffered(this.#source(query, options.isQuiet), this.restrictions))
    if (!answer.ok) {
      if (answer.error.code === 'aborted') return
      store.patch({ phase: 'failed', error: answer.error })
      this.#host.report(answer.error)
      return
    }
    store.patch({ phase: 'ready', error: undefined, total: pages.total, isEstimate: pages.isEstimate, isStale: false })
    if (options.isQuiet) return
    this.#host.onResults()
    if (isSearching(query)) {
      const expression = askedExpression(query, this.facets)
      this.#host.emit('tintype-library-search', { expression, total: pages.total })
    }
  }

  /** Nothing is awaited or known any more: of another cloud it would be wrong. */
  stop(): void {
    this.#fields = []
    this.#isAskedAgain = false
    clearTimeout(this.#timer)
    this.counts.stop()
    this.#host.pages.stop()
  }

  #change(query: Query): void {
    const { query: before } = this.#host.store.getState()
    this.#host.store.patch({ query })
    void this.load({ isAnew: JSON.stringify(before.place) !== JSON.stringify(query.place) })
  }

  #source(query: Query, isRefresh = false): AssetSource {
    const { place } = query
    if (place.kind === 'collection') return this.#collectionSource(place.id)
    const expression = expressionOf(query, this.facets, this.restrictions)
    const counted = this.facets.flatMap((facet) => facet.counted ?? [])
    return {
      load: async (cursor, count, signal) => {
        const answer = await this.#host.api.search(
          {
            expression,
            sort_by: [SORTS[query.sort]],
            max_results: count,
            next_cursor: cursor,
            with_field: WITH_FIELDS,
            ...(cursor === undefined && counted.length > 0
              ? { aggregate: counted.map(({ aggregate }) => aggregate) }
              : {}),
          },
          signal,
        )
        if (answer.ok && cursor === undefined) this.counts.take(answer.value.aggregations ?? {}, isRefresh)
        return pageOf(answer)
      },
    }
  }

  #collectionSource(id: string): AssetSource {
    return {
      load: async (cursor, _count, signal) => {
        const answer = await this.#host.api.collectionAssets(id, cursor, signal)
        if (!answer.ok) return answer
        this.counts.stop()
        this.#host.store.patch({ facetValues: {}, facetCounts: {} })
        return answer
      },
    }
  }
}

/** Searches do not go into collections. */
function searchable(place: Place): Place {
  return place.kind === 'collection' ? { kind: 'all' } : place
}

function isKind(word: unknown): word is 'image' | 'video' | 'raw' {
  return word === 'image' || word === 'video' || word === 'raw'
}

function pageOf(answer: Answer<SearchAnswer>): Answer<LoadedPage> {
  if (!answer.ok) return answer
  const { resources, total_count: total, next_cursor: nextCursor, total_count_is_estimate: isEstimate } = answer.value
  return { ok: true, value: { items: resources, total, nextCursor, isEstimate: isEstimate === true } }
}
