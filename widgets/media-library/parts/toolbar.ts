/** Search, filters, order and layout; below it where people are and how much there is. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { isSearching } from '../browse/expression.ts'
import { isWithin, stepsWithin } from '../browse/reach.ts'
import { type LibraryIconName, libraryIcon } from '../icons.ts'
import { type Place, SORTS, type SortName, type ViewMode } from '../types.ts'
import { searchBox } from './search-box.ts'
import { homeOf } from './sidebar.ts'
import type { View } from './view.ts'

const VIEWS = ['grid', 'masonry', 'list'] as const satisfies readonly ViewMode[]
const VIEW_ICONS: Readonly<Record<ViewMode, LibraryIconName>> = { grid: 'grid', masonry: 'masonry', list: 'list' }

export function toolbar(view: View): TemplateResult {
  const { texts, actions, state, options, mayUpload } = view
  const active = Object.values(state.query.facets).reduce((sum, values) => sum + values.length, 0)
  const filters = active === 0 ? texts.text('toolbar.filters') : texts.text('toolbar.filters_active', { count: active })
  const hasTree = options.filters.includes('folder')
  return html`
    <div class="toolbar" part="toolbar">
      ${
        hasTree
          ? html`<button
              class="icon-button tree-toggle"
              type="button"
              aria-controls="tree"
              aria-expanded=${state.isTreeOpen ? 'true' : 'false'}
              title=${texts.text(state.isTreeOpen ? 'tree.hide' : 'tree.show')}
              @click=${actions.toggleTree}
            >${libraryIcon('sidebar')}</button>`
          : nothing
      }
      ${view.hasTool('search') ? searchBox(view) : nothing}
      <div class="tools">
        <slot name="toolbar"></slot>
        ${
          view.facets.length > 0 && view.hasTool('filters')
            ? html`<button
                class="button quiet tool ${active > 0 ? 'on' : ''}"
                part="button filters-button"
                type="button"
                aria-expanded=${state.isFacetsOpen ? 'true' : 'false'}
                aria-controls="facets"
                aria-label=${filters}
                title=${filters}
                @click=${actions.toggleFacets}
              >
                ${libraryIcon('filter')}<span class="tool-label">${texts.text('toolbar.filters')}</span>
                ${active > 0 ? html`<span class="count">${texts.number(active)}</span>` : nothing}
              </button>`
            : nothing
        }
        ${
          mayUpload && view.hasTool('upload')
            ? html`<button
                class="button quiet tool"
                part="button upload-button"
                type="button"
                aria-label=${texts.text('toolbar.upload')}
                title=${texts.text('toolbar.upload')}
                @click=${actions.upload}
              >${icon('device')}<span class="tool-label">${texts.text('toolbar.upload')}</span></button>`
            : nothing
        }
      </div>
    </div>
  `
}

/** Where people are, how much is there, in which order and layout. */
export function placeBar(view: View): TemplateResult {
  return html`
    <div class="place-bar">
      ${breadcrumb(view)}
      <p class="total muted small" part="total">${totalOf(view)}</p>
      <div class="arrange">${view.hasTool('sort') ? sorting(view) : nothing}${view.hasTool('view') ? layouts(view) : nothing}</div>
    </div>
  `
}

function sorting({ texts, state, actions }: View): TemplateResult {
  return html`<label class="select">
    <span class="visually-hidden">${texts.text('toolbar.sort')}</span>
    <select
      part="sort"
      ?disabled=${state.query.place.kind === 'collection'}
      @change=${(event: Event) => actions.setSort((event.target as HTMLSelectElement).value as SortName)}
    >
      ${(Object.keys(SORTS) as SortName[]).map(
        (sort) =>
          html`<option value=${sort} ?selected=${sort === state.query.sort}>${texts.text(`sort.${sort}`)}</option>`,
      )}
    </select>
    <span class="sort-icon">${libraryIcon('sort')}</span>${libraryIcon('down')}
  </label>`
}

function layouts({ texts, state, actions }: View): TemplateResult {
  return html`<div class="segments" role="group" aria-label=${texts.text('toolbar.view')}>
    ${VIEWS.map(
      (mode) => html`<button
        class="segment"
        part=${mode === state.view ? 'view view-active' : 'view'}
        type="button"
        data-view=${mode}
        aria-pressed=${mode === state.view ? 'true' : 'false'}
        title=${texts.text(`view.${mode}`)}
        @click=${() => actions.setView(mode)}
      >${libraryIcon(VIEW_ICONS[mode])}</button>`,
    )}
  </div>`
}

function totalOf({ state, texts }: View): string {
  if (state.phase !== 'ready') return ''
  const key = state.isEstimate ? 'results.about' : isSearching(state.query) ? 'results.found' : 'results.count'
  return texts.text(key, { num: state.total })
}

function breadcrumb(view: View): TemplateResult {
  const { texts, state } = view
  const { place } = state.query
  const steps = stepsTo(place, view)
  return html`
    <nav class="breadcrumb" part="breadcrumb" aria-label=${texts.text('tree.path')}>
      <ol>
        ${steps.map(
          ({ label, target }, index) => html`<li>
            ${index > 0 ? html`<span class="separator">${libraryIcon('chevron')}</span>` : nothing}
            ${
              index === steps.length - 1
                ? html`<span class="here" aria-current="page">${label}</span>`
                : html`<button class="crumb" type="button" @click=${() => view.actions.go(target)}>${label}</button>`
            }
          </li>`,
        )}
      </ol>
    </nav>
  `
}

function stepsTo(place: Place, view: View): readonly { readonly label: string; readonly target: Place }[] {
  const { texts } = view
  const { reach } = view.state
  if (place.kind === 'all') return [{ label: texts.text('tree.everything'), target: place }]
  if (place.kind === 'collection') {
    const all = { label: texts.text('tree.everything'), target: { kind: 'all' } } as const
    return [all, { label: place.name || texts.text('loading'), target: place }]
  }
  const names = stepsWithin(place.path, reach)
  // Where people may not go there is nothing on the way to click at.
  if (!isWithin(place.path, reach)) return [{ label: place.path, target: place }]
  return [
    { label: homeOf(view), target: { kind: 'folder', path: reach } },
    ...names.map((label, index) => ({
      label,
      target: { kind: 'folder', path: [reach, ...names.slice(0, index + 1)].filter(Boolean).join('/') } as const,
    })),
  ]
}
