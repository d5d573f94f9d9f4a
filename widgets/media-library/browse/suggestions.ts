/**
 * What is suggested while people type: from what the library knows already (tags, folders, kept searches), so that typing
 * asks the server for nothing but results.
 */
import type { LibraryState, SavedSearch } from '../store.ts'

export type Suggestion =
  | { readonly kind: 'tag'; readonly label: string }
  | { readonly kind: 'folder'; readonly label: string; readonly path: string }
  | { readonly kind: 'saved'; readonly label: string; readonly search: SavedSearch }

const MOST = 8
const MOST_OF_A_KIND = 4

export function suggestionsFor({ query, tags, branches, saved }: LibraryState): readonly Suggestion[] {
  const typed = query.text.trim().toLowerCase()
  if (query.isExpression) return []
  const kept = saved
    .filter(({ name }) => typed === '' || name.toLowerCase().includes(typed))
    .map((search): Suggestion => ({ kind: 'saved', label: search.name, search }))
  if (typed === '') return kept.slice(-MOST).reverse()
  const matching = best(tags, typed, (tag) => tag).map((tag): Suggestion => ({ kind: 'tag', label: tag }))
  const folders = Object.values(branches).flatMap((branch) => branch.folders)
  const places = best(folders, typed, ({ name }) => name).map(
    ({ path }): Suggestion => ({ kind: 'folder', label: path, path }),
  )
  return [...matching, ...places, ...kept.slice(0, MOST_OF_A_KIND)].slice(0, MOST)
}

/** Those that begin so before those that only contain it. */
function best<Item>(items: readonly Item[], typed: string, nameOf: (item: Item) => string): readonly Item[] {
  const named = items.map((item) => ({ item, at: nameOf(item).toLowerCase().indexOf(typed) }))
  return named
    .filter(({ at }) => at >= 0)
    .sort((one, other) => Number(one.at > 0) - Number(other.at > 0))
    .slice(0, MOST_OF_A_KIND)
    .map(({ item }) => item)
}
