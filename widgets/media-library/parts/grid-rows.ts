/** The rows of the grid that are drawn now: assistive technology is told of all of them by number. */
import { html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { GridLayout } from '../grid/grid-layout.ts'
import { keyOf } from '../types.ts'
import { tile } from './tile.ts'
import type { View } from './view.ts'

export function gridRows(view: View, indexes: readonly number[], layout: GridLayout): TemplateResult {
  const { state, pages, most } = view
  const { columns } = layout
  // Below the head of the list.
  const first = state.view === 'list' ? 2 : 1
  const selected = new Set(state.selection.map(keyOf))
  const isFull = most !== undefined && most > 1 && selected.size >= most
  const rows = Map.groupBy(indexes, (index) => Math.floor(index / columns))
  const numbers = [...rows.keys()]
  return html`${repeat(
    numbers,
    (row) => row,
    (row) => html`<div class="row" role="row" aria-rowindex=${row + first}>
      ${repeat(
        rows.get(row) ?? [],
        (index) => index,
        (index) => {
          const asset = pages.at(index)
          const isSelected = asset !== undefined && selected.has(keyOf(asset))
          return tile(view, {
            asset,
            index,
            box: layout.boxOf(index),
            isActive: index === state.active,
            isSelected,
            isBlocked: asset !== undefined && !isSelected && (isFull || !view.isAllowed(asset)),
            column: (index % columns) + 1,
          })
        },
      )}
    </div>`,
  )}`
}
