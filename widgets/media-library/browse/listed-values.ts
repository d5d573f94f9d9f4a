/** The values of a facet that are listed: what is chosen always, of those that were seen as many as people read. */
import type { FacetValue, LibraryState } from '../store.ts'
import type { Facet } from './facets.ts'

/** Of tags and people. */
const MOST_SEEN = 12
/** Values that are shown of the others before people ask for more. */
const FIRST_VALUES = 8
const FEW_MORE = 4

type State = Pick<LibraryState, 'query' | 'facetValues' | 'facetCounts' | 'tags' | 'tagFilter' | 'uploaders'>

export function listedValues(facet: Facet, state: State): readonly FacetValue[] {
  const chosen = state.query.facets[facet.name] ?? []
  if (facet.seen) return seenValues(facet.seen, chosen, state).map((value) => ({ value }))
  const values = (state.facetValues[facet.name] ?? []).filter(({ value }) => !isStretch(facet, value))
  const first = values.slice(0, values.length <= FIRST_VALUES + FEW_MORE ? values.length : FIRST_VALUES)
  return [...first, ...values.slice(first.length).filter(({ value }) => chosen.includes(value))]
}

/** With their counts; what leaves nothing goes where there may be any number of values. */
export function countedValues(facet: Facet, state: State): readonly FacetValue[] {
  const counts = state.facetCounts[facet.name]
  const chosen = state.query.facets[facet.name] ?? []
  return listedValues(facet, state)
    .map(({ value, count }): FacetValue => {
      const known = count ?? (counts && Object.hasOwn(counts, value) ? counts[value] : undefined)
      return known === undefined ? { value } : { value, count: known }
    })
    .filter(({ value, count }) => count !== 0 || !facet.isOpen || chosen.includes(value))
}

/** A time between two days, which has fields of its own. */
export function isStretch({ name }: Facet, value: string): boolean {
  return name === 'date' && value.includes('..')
}

/** Those that are chosen first, then those that match what was typed. */
function seenValues(seen: 'tags' | 'uploaders', chosen: readonly string[], state: State): readonly string[] {
  const wanted = seen === 'tags' ? state.tagFilter.trim().toLowerCase() : ''
  const matching = state[seen].filter((value) => value.toLowerCase().includes(wanted))
  return [...new Set([...chosen, ...matching])].slice(0, Math.max(MOST_SEEN, chosen.length))
}
