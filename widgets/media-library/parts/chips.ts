/** What is being filtered by, each with a way to take it off again. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { isSearching } from '../browse/expression.ts'
import { libraryIcon } from '../icons.ts'
import { facetLabel, valueLabel } from './facet-label.ts'
import type { View } from './view.ts'

export function chips(view: View): TemplateResult | typeof nothing {
  const { state, texts, actions, facets } = view
  if (!isSearching(state.query)) return nothing
  const active = facets.flatMap((facet) =>
    (state.query.facets[facet.name] ?? []).map((value) => ({
      facet,
      value,
      label: valueLabel(facet, value, texts),
    })),
  )
  return html`
    <div class="chip-bar">
      ${
        active.length === 0
          ? nothing
          : html`<ul class="chips" aria-label=${texts.text('facet.active')}>
        ${active.map(
          ({ facet, value, label }) => html`<li class="chip" part="chip">
            <span><span class="muted">${facetLabel(facet, texts)}</span> ${label}</span>
            <button
              class="chip-remove"
              type="button"
              title=${texts.text('facet.remove', { name: label })}
              @click=${() => actions.toggleFacet(facet.name, value)}
            >${icon('close')}</button>
          </li>`,
        )}
      </ul>`
      }
      ${
        active.length > 0
          ? html`<button class="link-button" type="button" @click=${actions.clearFilters}>${texts.text('facet.clear')}</button>`
          : nothing
      }
      <button class="link-button save-search" type="button" @click=${actions.saveSearch}>
        ${libraryIcon('bookmark')}<span>${texts.text('search.save')}</span>
      </button>
    </div>
  `
}
