/** The results, or why there are none: being loaded, empty, nothing found, failed, forbidden. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { isSearching } from '../browse/expression.ts'
import { OUT_OF_REACH } from '../browse/reach.ts'
import { libraryIcon } from '../icons.ts'
import { listHead } from './list-head.ts'
import { homeOf } from './sidebar.ts'
import type { View } from './view.ts'

const SKELETONS = Array.from({ length: 24 }, (_, index) => index)

export function results(view: View): TemplateResult {
  const { state } = view
  const isFirstLoad = state.phase === 'loading' && !state.isStale
  return html`
    <div
      class="results ${state.view} ${state.isStale ? 'stale' : ''}"
      part="results"
      data-phase=${state.phase}
      aria-busy=${state.phase === 'loading' ? 'true' : 'false'}
    >
      ${state.phase === 'loading' && state.isStale ? html`<div class="progress" aria-hidden="true"></div>` : nothing}
      ${folders(view)} ${isFirstLoad || state.phase === 'idle' ? skeletons(view) : content(view)}
    </div>
  `
}

function content(view: View): TemplateResult {
  const { state } = view
  if (state.phase === 'failed' && state.error?.code !== 'unauthorized') return failed(view)
  if (state.phase === 'ready' && state.total === 0) return empty(view)
  return html`<div
    class="assets"
    part="grid"
    role="grid"
    aria-label=${view.texts.text('results.label')}
    aria-multiselectable=${view.most === 1 ? 'false' : 'true'}
    @click=${view.keyboard.onClick}
    @dblclick=${view.keyboard.onDoubleClick}
    @dragstart=${view.actions.dragOut}
    @keydown=${view.keyboard.onKey}
    @focusin=${view.keyboard.onFocus}
  >${state.view === 'list' ? listHead(view) : nothing}<div class="canvas" role="rowgroup"></div></div>`
}

/** Folders of the folder that people are in, so that they can go on without the tree. */
function folders({ state, texts, actions }: View): TemplateResult | typeof nothing {
  const { place } = state.query
  if (place.kind !== 'folder' || isSearching(state.query)) return nothing
  const found = state.branches[place.path]?.folders ?? []
  if (found.length === 0) return nothing
  return html`
    <ul class="folders" aria-label=${texts.text('tree.subfolders')}>
      ${found.map(
        ({ name, path }) => html`<li>
          <button class="folder" part="folder" type="button" title=${name} @click=${() => actions.go({ kind: 'folder', path })}>
            ${icon('folder')}<span class="folder-name">${name}</span>
          </button>
        </li>`,
      )}
    </ul>
  `
}

function skeletons({ texts, state }: View): TemplateResult {
  return html`<div class="skeletons ${state.view}" data-say="polite" aria-busy="true">
    <span class="visually-hidden">${texts.text('loading')}</span>
    ${SKELETONS.map(
      () => html`<div class="skeleton">
        <span class="bone picture"></span><span class="bone line"></span><span class="bone line short"></span>
      </div>`,
    )}
  </div>`
}

function empty(view: View): TemplateResult {
  const { state, texts, actions, mayUpload } = view
  if (isSearching(state.query)) {
    return html`<div class="sheet" part="no-results" data-say="polite">
      <div class="sheet-icon">${libraryIcon('none')}</div>
      <h3 class="sheet-title">${texts.text('results.none_title')}</h3>
      <p class="muted">${texts.text('results.none')}</p>
      <button class="button primary" part="button button-primary" type="button" @click=${actions.clearSearch}>
        ${texts.text('results.none_clear')}
      </button>
    </div>`
  }
  const { kind } = state.query.place
  const hint =
    kind === 'all' ? 'results.empty_all' : kind === 'collection' ? 'results.empty_collection' : 'results.empty'
  return html`<div class="sheet" part="empty" data-say="polite">
    <slot name="empty"><div class="sheet-icon">${kind === 'collection' ? libraryIcon('collection') : icon('image')}</div></slot>
    <h3 class="sheet-title">${texts.text('results.empty_title')}</h3>
    <p class="muted">${texts.text(hint)}</p>
    ${
      mayUpload && kind !== 'collection'
        ? html`<button class="button primary" part="button button-primary" type="button" @click=${actions.upload}>
            ${icon('device')}<span>${texts.text('toolbar.upload')}</span>
          </button>`
        : nothing
    }
  </div>`
}

function failed(view: View): TemplateResult {
  const { state, texts, actions } = view
  const { error, reach, query } = state
  const isOutOfReach = error?.reason === OUT_OF_REACH.reason
  const forbidden = query.place.kind === 'collection' ? 'results.forbidden_collection_title' : 'results.forbidden_title'
  const [title, hint] =
    error?.code === 'forbidden'
      ? [
          texts.text(forbidden),
          isOutOfReach ? texts.text('results.out_of_reach', { folder: homeOf(view) }) : texts.text('results.forbidden'),
        ]
      : error?.code === 'unreachable'
        ? [texts.text('results.failed_title'), texts.text('results.unreachable')]
        : error?.code === 'not_found' && query.place.kind === 'collection'
          ? [texts.text('results.no_collection_title'), texts.text('results.forbidden')]
          : error?.reason === 'SEARCH_TOO_EXPENSIVE'
            ? [texts.text('results.expensive_title'), texts.text('results.expensive')]
            : [texts.text('results.failed_title'), error?.message ?? '']
  const isInvalid = error?.code === 'invalid' && isSearching(state.query)
  return html`<div class="sheet" part="error" data-say="assertive">
    <div class="sheet-icon danger">
      ${error?.code === 'forbidden' ? libraryIcon('lock') : icon(error?.code === 'unreachable' ? 'offline' : 'alert')}
    </div>
    <h3 class="sheet-title">${title}</h3>
    <p class="muted">${hint}</p>
    ${
      isInvalid
        ? nothing
        : isOutOfReach
          ? html`<button
              class="button primary"
              part="button button-primary"
              type="button"
              @click=${() => actions.go({ kind: 'folder', path: reach })}
            >${icon('folder')}<bdi>${texts.text('tree.open', { name: homeOf(view) })}</bdi></button>`
          : html`<button class="button primary" part="button button-primary" type="button" @click=${actions.reload}>
            ${texts.text('retry')}
          </button>`
    }
  </div>`
}
