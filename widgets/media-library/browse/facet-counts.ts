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
  /** Whether everything is being counted at this moment. */
  #isCounting = false
  #isAskedAgain = false

  constructor(host: FacetCountsHost) {
    this.#host = host
  }

  /**
   * With what the results came with; asks for the rest. What is being counted for the same query already is counted to its
   * end and then once more, or changes of others, one after the other, would keep any count from coming.
   */
  take(aggregations: Counted, isRefresh = false): void {
    if (!isRefresh) this.stop()
    this.#show(
      aggregations,
      this.#host.facets.filter((facet) => !facet.counted || !this.#isChosen(facet)),
    )
    if (this.#isCounting) this.#isAskedAgain = true
    else void this.#countAll(this.#begin().signal)
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
    void this.#countFurther(this.#begin().signal)
  }

  stop(): void {
    this.#counting?.abort()
    this.#counting = undefined
    this.#isCounting = false
    this.#isAskedAgain = false
  }

  #begin(): AbortController {
    this.#counting ??= new AbortController()
    return this.#counting
  }

  async #countAll(signal: AbortSignal): Promise<void> {
    this.#isCounting = true
    do {
      this.#isAskedAgain = false
      const chosen = this.#host.facets.filter((facet) => facet.counted && this.#isChosen(facet))
      await Promise.all([...chosen.map((facet) => this.#countOthers(facet, signal)), this.#countFurther(signal)])
    } while (this.#isAskedAgain && !signal.aborted)
    if (!signal.aborted) this.#isCounting = false
  }

  /** What the search counts by itself, of a facet in which something is chosen. */
  async #countOthers(facet: Facet, signal: AbortSignal): Promise<void> {
    const aggregate = facet.counted ? [facet.counted.aggregate] : []
    const counted = await this.#ask(facet.name, aggregate, signal)
    if (counted) this.#show(counted, [facet])
  }

  async #countFurther(signal: AbortSignal): Promise<void> {
    const { store, facets } = this.#host
    const { isFacetsOpen, query, access } = store.getState()
    if (!isFacetsOpen || access !== 'open' || query.place.kind === 'collection') return
    const asked = facets.filter(({ counted }) => !counted).map((facet) => ({ facet, queries: this.#queriesOf(facet) }))
    const alone = asked.filter(({ facet, queries }) => queries.length > 0 && this.#isChosen(facet))
    const together = asked.filter(({ facet, queries }) => queries.length > 0 && !this.#isChosen(facet))
    await Promise.all([
      ...alone.map((each) => this.#count([each], each.facet.name, signal)),
      ...groupsOf(together).map((group) => this.#count(group, undefined, signal)),
    ])
  }

  async #count(asked: readonly Asked[], without: string | undefined, signal: AbortSignal): Promise<void> {
    const aggregate = asked.map(({ facet, queries }) => ({ type: 'queries', name: facet.name, queries }))
    const counted = await this.#ask(without, aggregate, signal)
    if (signal.aborted) return
    const { store } = this.#host
    // What could not be counted is shown without a number, which an older one would be wrong for.
    const unknown = Object.fromEntries(asked.map(({ facet }) => [facet.name, {}]))
    store.patch({ facetCounts: { ...store.getState().facetCounts, ...(counted ?? unknown) } })
  }

  /** Undefined when it could not be had, or is not wanted any more. */
  async #ask(
    without: string | undefined,
    aggregate: readonly (string | object)[],
    signal: AbortSignal,
  ): Promise<Counted | undefined> {
    const { store, api, facets, restrictions } = this.#host
    const expression = expressionOf(store.getState().query, facets, restrictions, without)
    const answer = await api.search({ expression, max_results: 0, aggregate }, signal)
    return answer.ok && !signal.aborted ? (answer.value.aggregations ?? {}) : undefined
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
