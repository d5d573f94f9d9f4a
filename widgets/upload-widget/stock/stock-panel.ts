/** The search of a paid library: words, filters, results. With something chosen, its licence takes their place. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import { sourceName } from '../parts/source-name.ts'
import { insteadOfResults, nothingFound, searchForm } from '../remote/search-screen.ts'
import { licenceScreen } from './licence-screen.ts'
import { stockItems } from './stock-items.ts'
import type { StockView } from './stock-view.ts'

const ORIENTATIONS = ['horizontal', 'vertical', 'square'] as const
const ORDERS = ['relevant', 'newest', 'popular'] as const
type Choice = readonly [value: string, key: UploadMessageKey]

export function stockPanel(stockView: StockView): TemplateResult {
  const { step, phase } = stockView.stock.state
  if (step) return licenceScreen(stockView, step)
  return html`
    <section class="remote" part="remote" data-phase=${phase}>
      ${header(stockView)}
      <div class="remote-body" aria-busy=${phase === 'loading' ? 'true' : 'false'}>${results(stockView)}</div>
    </section>
  `
}

function header({ view, stock }: StockView): TemplateResult {
  const { texts } = view
  const { words, showsFilters } = stock.state
  const label = texts.text('remote.search', { source: sourceName(texts, view.state.source) })
  return html`
    <header class="remote-header" role="none">
      ${searchForm(view, {
        ...{ label, words, isFocused: true, hasButton: true, more: filterButton({ view, stock }) },
        search: (text) => stock.search(text),
      })}
      ${showsFilters ? drawer({ view, stock }) : nothing}
    </header>
  `
}

function filterButton({ view, stock }: Pick<StockView, 'view' | 'stock'>): TemplateResult {
  const { texts } = view
  const { showsFilters, filters } = stock.state
  const chosen = [filters.mediaType, filters.orientation].filter((filter) => filter !== null).length
  return html`<button
    class="button quiet stock-filter-button"
    part="button stock-filters"
    type="button"
    aria-expanded=${showsFilters ? 'true' : 'false'}
    aria-controls="stock-filters"
    @click=${() => stock.toggleFilters()}
  >${icon('sliders')}<span>${texts.text('stock.filters')}</span>${chosen === 0 ? nothing : html`<span class="badge">${texts.number(chosen)}</span>`}</button>`
}

function drawer({ view, stock }: Pick<StockView, 'view' | 'stock'>): TemplateResult {
  const { filters, mediaTypes } = stock.state
  const kinds: readonly Choice[] = [
    ['', 'stock.kind_all'],
    ...mediaTypes.map((type): Choice => [type, `stock.kind_${type}` as UploadMessageKey]),
  ]
  const shapes: readonly Choice[] = [
    ['', 'stock.shape_any'],
    ...ORIENTATIONS.map((shape): Choice => [shape, `stock.shape_${shape}`]),
  ]
  const orders = ORDERS.map((order): Choice => [order, `stock.order_${order}`])
  return html`<div class="remote-filters" id="stock-filters" part="stock-filter-drawer">
    ${select(view, 'stock.kind', 'stock-kind', kinds, filters.mediaType ?? '', (value) => stock.narrow({ mediaType: value || null }))}
    ${select(view, 'stock.shape', 'stock-shape', shapes, filters.orientation ?? '', (value) => stock.narrow({ orientation: value || null }))}
    ${select(view, 'stock.order', 'stock-order', orders, filters.order, (value) => stock.narrow({ order: value }))}
  </div>`
}

function select(
  { texts }: StockView['view'],
  label: UploadMessageKey,
  part: string,
  choices: readonly Choice[],
  chosen: string,
  onChoice: (value: string) => unknown,
): TemplateResult {
  return html`<label class="remote-filter">
    <span class="field-label">${texts.text(label)}</span>
    <select class="field" part=${part} @change=${({ target }: Event) => onChoice((target as HTMLSelectElement).value)}>
      ${choices.map(([value, key]) => html`<option value=${value} ?selected=${value === chosen}>${texts.text(key)}</option>`)}
    </select>
  </label>`
}

function results(stockView: StockView): TemplateResult {
  const { view, stock } = stockView
  const { texts } = view
  const { phase, words, items, hasMore, problem } = stock.state
  const source = sourceName(texts, view.state.source)
  const instead = insteadOfResults(texts, { phase, problem, source, retry: () => stock.retry() })
  if (instead) return instead
  return items.length === 0 && !hasMore ? nothingFound(texts, words) : stockItems(stockView)
}
