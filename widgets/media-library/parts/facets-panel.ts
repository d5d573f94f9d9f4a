/** The filters: a column beside the results, a sheet over them in narrow windows. */
import { html, nothing, type TemplateResult } from 'lit'
import { cssProperty } from '../../kit/css-property.ts'
import { icon } from '../../kit/icons/icons.ts'
import type { Facet } from '../browse/facets.ts'
import { countedValues } from '../browse/listed-values.ts'
import type { FacetValue } from '../store.ts'
import { facetLabel, valueLabel } from './facet-label.ts'
import type { View } from './view.ts'

/** The colours of the facet of colours, as people know them: not those of the theme. */
const SWATCHES: Readonly<Record<string, string>> = {
  red: '#e5383b',
  orange: '#f3722c',
  yellow: '#f9c74f',
  green: '#43aa5f',
  teal: '#2a9d8f',
  blue: '#3a86ff',
  purple: '#8338ec',
  pink: '#ff70a6',
  brown: '#8a5a3b',
  black: '#111111',
  gray: '#9aa0a6',
  white: '#ffffff',
}

export function facetsPanel(view: View): TemplateResult {
  const { texts, actions, facets, state } = view
  const isActive = Object.values(state.query.facets).some((values) => values.length > 0)
  return html`
    <button class="scrim facets-scrim open" type="button" tabindex="-1" aria-hidden="true" @click=${actions.toggleFacets}></button>
    <aside class="facets" id="facets" part="facets" aria-label=${texts.text('toolbar.filters')}>
      <div class="facets-head">
        <h3>${texts.text('toolbar.filters')}</h3>
        ${
          isActive
            ? html`<button class="link-button" type="button" @click=${actions.clearFilters}>${texts.text('facet.clear')}</button>`
            : nothing
        }
        <button
          class="icon-button"
          part="facets-close"
          type="button"
          title=${texts.text('facet.close')}
          @click=${actions.toggleFacets}
        >${icon('close')}</button>
      </div>
      <div class="facets-body">${facets.map((facet) => group(view, facet))}</div>
    </aside>
  `
}

function group(view: View, facet: Facet): TemplateResult | typeof nothing {
  const { state, texts } = view
  const listed = countedValues(facet, state)
  if (listed.length === 0 && facet.name !== 'date' && facet.name !== 'tag') return nothing
  const chosen = state.query.facets[facet.name] ?? []
  return html`
    <fieldset class="facet" part="facet" data-facet=${facet.name}>
      <legend class="facet-title">${facetLabel(facet, texts)}</legend>
      ${
        facet.name === 'tag'
          ? html`<input
              class="field small-field"
              type="search"
              aria-label=${texts.text('facet.find_tag')}
              placeholder=${texts.text('facet.find_tag')}
              @input=${(event: Event) => view.actions.findTags((event.target as HTMLInputElement).value)}
            />`
          : nothing
      }
      <div class=${facet.name === 'color' ? 'swatches' : 'facet-values'}>
        ${listed.map((value) => choice(view, facet, value, chosen))}
      </div>
      ${facet.name === 'date' ? dates(view, facet, chosen) : nothing}
    </fieldset>
  `
}

function choice(view: View, facet: Facet, { value, count }: FacetValue, chosen: readonly string[]): TemplateResult {
  const { texts, actions } = view
  const label = valueLabel(facet, value, texts)
  const isColor = facet.name === 'color'
  return html`<label class="${isColor ? 'swatch' : 'facet-value'} ${count === 0 ? 'spare' : ''}" title=${isColor ? swatchTitle(label, count, texts) : nothing}>
    <input
      type="checkbox"
      value=${value}
      .checked=${chosen.includes(value)}
      @change=${() => actions.toggleFacet(facet.name, value)}
    />
    ${
      isColor
        ? html`<span class="dot" ${cssProperty('--swatch', SWATCHES[value] ?? value)}></span
            ><span class="visually-hidden">${swatchTitle(label, count, texts)}</span>`
        : html`<span class="facet-label">${label}</span>`
    }
    ${count === undefined || isColor ? nothing : html`<span class="facet-count">${texts.number(count)}</span>`}
  </label>`
}

/** A dot has no room for its count. */
function swatchTitle(label: string, count: number | undefined, texts: View['texts']): string {
  return count === undefined ? label : `${label}, ${texts.number(count)}`
}

function dates(view: View, facet: Facet, chosen: readonly string[]): TemplateResult {
  const { texts, actions } = view
  const own = chosen.find((value) => value.includes('..')) ?? '..'
  const [from = '', to = ''] = own.split('..')
  const change = (next: readonly [string, string]): void =>
    actions.setFacet(facet.name, [
      ...chosen.filter((value) => !value.includes('..')),
      ...(next[0] || next[1] ? [next.join('..')] : []),
    ])
  return html`<div class="dates">
    <label class="date"
      ><span class="muted small">${texts.text('facet.from')}</span
      ><input
        class="field small-field"
        type="date"
        .value=${from}
        max=${to || nothing}
        @change=${(event: Event) => change([(event.target as HTMLInputElement).value, to])}
    /></label>
    <label class="date"
      ><span class="muted small">${texts.text('facet.to')}</span
      ><input
        class="field small-field"
        type="date"
        .value=${to}
        min=${from || nothing}
        @change=${(event: Event) => change([from, (event.target as HTMLInputElement).value])}
    /></label>
  </div>`
}
