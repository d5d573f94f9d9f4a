/** The head of the list: what its columns are, and the order by each that can be sorted by. */
import { html, nothing, type TemplateResult } from 'lit'
import { libraryIcon } from '../icons.ts'
import type { LibraryMessageKey } from '../messages/texts.ts'
import type { SortName } from '../types.ts'
import type { View } from './view.ts'

interface Column {
  readonly name: 'name' | 'format' | 'dimensions' | 'size' | 'date'
  readonly label: LibraryMessageKey
  /** The order that comes first, and its opposite. */
  readonly sorts?: readonly [SortName, SortName]
}

const COLUMNS: readonly Column[] = [
  { name: 'name', label: 'column.name', sorts: ['name', 'name-desc'] },
  { name: 'format', label: 'facet.format' },
  { name: 'dimensions', label: 'facet.dimensions' },
  { name: 'size', label: 'facet.size', sorts: ['largest', 'smallest'] },
  { name: 'date', label: 'facet.date', sorts: ['newest', 'oldest'] },
]
const UPWARDS: ReadonlySet<SortName> = new Set(['name', 'smallest', 'oldest'])

export const LIST_COLUMNS = COLUMNS.length

export function listHead(view: View): TemplateResult {
  return html`<div class="list-head" part="list-head" role="row" aria-rowindex="1">
    ${COLUMNS.map((column, index) => head(view, column, index + 1))}
  </div>`
}

function head({ state, texts, actions }: View, { name, label, sorts }: Column, index: number): TemplateResult {
  const { sort, place } = state.query
  const isSorted = sorts?.includes(sort) === true && place.kind !== 'collection'
  const direction = UPWARDS.has(sort) ? 'ascending' : 'descending'
  const text = texts.text(label)
  const next = sorts && (sort === sorts[0] ? sorts[1] : sorts[0])
  return html`<div
    class="column column-${name}"
    role="columnheader"
    aria-colindex=${index}
    aria-sort=${isSorted ? direction : nothing}
  >${
    // A collection has an order of its own.
    next && place.kind !== 'collection'
      ? html`<button
          class="column-sort ${isSorted ? direction : ''}"
          part="column-sort"
          type="button"
          title=${texts.text(`sort.${next}`)}
          @click=${() => actions.setSort(next)}
        >${text}${isSorted ? libraryIcon('down') : nothing}</button>`
      : html`<span>${text}</span>`
  }</div>`
}
