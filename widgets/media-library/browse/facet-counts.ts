/**
 * How much each value of a facet would leave. What the search counts by itself comes with its results. Everything else is
 * asked for while the filters stand open, apart from the results, so that those never wait for it.
 *
 * The values of a facet are counted as if nothing were chosen in it, because others may be added to what is.
 */
import type { LibraryApi, SearchAnswer } from '../api/library-api.ts'
import type { LibraryStore } from '../store.ts'
import { expressionOf, type Restrictions } from './expression.ts'
import { type Facet, valuesOf } from './facets.ts'
import { listedValues } from './listed-values.ts'

export interface FacetCountsHost {
  readonly store: LibraryStore
  readonly api: LibraryApi
  readonly facets: readonly Facet[]
  readonly restrictions: Restrictions
}

type Counted = NonNullable<SearchAnswer['aggregations']>

/** The server counts no more in one search. */
const MOST_QUERIES = 60
const MOST_AGGREGATIONS = 10

export class FacetCounts {
  readonly #host: FacetCountsHost
  #counting: AbortController | undefined

  constructor(host: FacetCountsHost) {
    this.#host = host
  }

  /** With what the results came with; asks for the rest. */
  take(aggregations: Counted): void {
    this.stop()
    const { facets } = this.#host
    this.#show(
      aggregations,
      facets.filter((facet) => !facet.counted || !this.#isChosen(facet)),
    )
    const { signal } = this.#begin()
    for (const facet of facets.filter((each) => each.counted && this.#isChosen(each))) {
      const aggregate = facet.counted ? [facet.counted.aggregate] : []
      void this.#ask(facet.name, aggregate, signal, (counted) => this.#show(counted, [facet]))
    }
    this.#countFurther(signal)
  }

  /** Definitions of fields have come, and with them facets of which the search counts nothing. */
  showFields(): void {
    this.#show(
      {},
      this.#host.facets.filter(({ counted }) => !counted),
    )
    this.update()
  }

  /** Other values are shown, or the filters were opened. */
  update(): void {
    this.#countFurther(this.#begin().signal)
  }

  stop(): void {
    this.#counting?.abort()
    this.#counting = undefined
  }

  #begin(): AbortController {
    this.#counting ??= new AbortController()
    return this.#counting
  }

  #countFurther(signal: AbortSignal): void {
    const { store, facets } = this.#host
    const { isFacetsOpen, query, access } = store.getState()
    if (!isFacetsOpen || access !== 'open' || query.place.kind === 'collection') return
    const asked = facets.filter(({ counted }) => !counted).map((facet) => ({ facet, queries: this.#queriesOf(facet) }))
    const alone = asked.filter(({ facet, queries }) => queries.length > 0 && this.#isChosen(facet))
    const together = asked.filter(({ facet, queries }) => queries.length > 0 && !this.#isChosen(facet))
    for (const each of alone) void this.#count([each], each.facet.name, signal)
    for (const group of groupsOf(together)) void this.#count(group, undefined, signal)
  }

  async #count(asked: readonly Asked[], without: string | undefined, signal: AbortSignal): Promise<void> {
    const aggregate = asked.map(({ facet, queries }) => ({ type: 'queries', name: facet.name, queries }))
    await this.#ask(without, aggregate, signal, (counted) => {
      const { store } = this.#host
      store.patch({ facetCounts: { ...store.getState().facetCounts, ...counted } })
    })
  }

  async #ask(
    without: string | undefined,
    aggregate: readonly (string | object)[],
    signal: AbortSignal,
    onCounted: (counted: Counted) => void,
  ): Promise<void> {
    const { store, api, facets, restrictions } = this.#host
    const expression = expressionOf(store.getState().query, facets, restrictions, without)
    const answer = await api.search({ expression, max_results: 0, aggregate }, signal)
    if (answer.ok && !signal.aborted) onCounted(answer.value.aggregations ?? {})
  }

  #queriesOf(facet: Facet): Asked['queries'] {
    return listedValues(facet, this.#host.store.getState()).map(({ value }) => ({
      key: value,
      expression: facet.expressionOf(value),
    }))
  }

  #show(counted: Counted, of: readonly Facet[]): void {
    const { store } = this.#host
    const { query, facetValues } = store.getState()
    const values = of.map((facet) => [facet.name, valuesOf(facet, counted, query.facets[facet.name] ?? [])])
    store.patch({ facetValues: { ...facetValues, ...Object.fromEntries(values) } })
  }

  #isChosen({ name }: Facet): boolean {
    return (this.#host.store.getState().query.facets[name] ?? []).length > 0
  }
}

interface Asked {
  readonly facet: Facet
  readonly queries: readonly { readonly key: string; readonly expression: string }[]
}

/** As few searches as hold them all. */
function groupsOf(asked: readonly Asked[]): readonly (readonly Asked[])[] {
  const groups: Asked[][] = []
  let room = 0
  for (const { facet, queries } of asked) {
    const taken = queries.slice(0, MOST_QUERIES)
    const last = groups.at(-1)
    if (last && taken.length <= room && last.length < MOST_AGGREGATIONS) last.push({ facet, queries: taken })
    else {
      groups.push([{ facet, queries: taken }])
      room = MOST_QUERIES
    }
    room -= taken.length
  }
  return groups
}
