/** Where people choose: the way from the top, search, the files, and what is picked. */
import { html, nothing, type TemplateResult } from 'lit'
import { drawn } from '../../kit/icons/icons.ts'
import { LAYOUT_SHAPES } from '../../kit/icons/layout-shapes.ts'
import { sourceName } from '../parts/source-name.ts'
import { remoteItems } from './remote-items.ts'
import { note } from './remote-notes.ts'
import { mostFiles, type RemoteView } from './remote-view.ts'
import { searchFilters } from './search-filters.ts'
import { insteadOfResults, nothingFound, searchForm } from './search-screen.ts'

export function remoteBrowser(remoteView: RemoteView): TemplateResult {
  const { state } = remoteView.remote
  return html`
    <section class="remote" part="remote" data-phase=${state.phase}>
      ${header(remoteView)}
      <div class="remote-body" aria-busy=${state.phase === 'loading' ? 'true' : 'false'}>${body(remoteView)}</div>
      ${state.picked.size > 0 ? footer(remoteView) : nothing}
    </section>
  `
}

function header(remoteView: RemoteView): TemplateResult {
  const { view, remote } = remoteView
  const { texts } = view
  const { abilities, state } = remote
  const source = sourceName(texts, view.state.source)
  const isWeb = view.state.source === 'image_search'
  return html`
    <header class="remote-header" role="none">
      <div class="remote-line">
        ${abilities.needsSignIn ? crumbs(remoteView, source) : html`<h3 class="remote-heading">${isWeb ? source : texts.text('remote.search_title', { source })}</h3>`}
        <div class="remote-tools">
          ${(['grid', 'list'] as const).map(
            (layout) => html`<button
              class="icon-button"
              type="button"
              aria-pressed=${state.layout === layout ? 'true' : 'false'}
              title=${texts.text(layout === 'grid' ? 'remote.as_grid' : 'remote.as_list')}
              @click=${() => remote.setLayout(layout)}
            >${drawn(LAYOUT_SHAPES[layout], layout === 'list')}</button>`,
          )}
        </div>
      </div>
      ${search(remoteView, source)}
      ${abilities.needsSignIn ? account(remoteView) : nothing}
      ${isWeb ? searchFilters(remoteView) : nothing}
    </header>
  `
}

function crumbs({ view, remote }: RemoteView, source: string): TemplateResult {
  const { crumbs: way } = remote.state
  const step = (name: string, index: number): TemplateResult =>
    index === way.length
      ? html`<li class="crumb" aria-current="true"><bdi>${name}</bdi></li>`
      : html`<li class="crumb">
          <button class="link-button" type="button" @click=${() => remote.openFolder(way.slice(0, index))}><bdi>${name}</bdi></button>
        </li>`
  return html`<nav class="crumbs" aria-label=${view.texts.text('remote.path')}>
    <ol>${[source, ...way.map(({ name }) => name)].map(step)}</ol>
  </nav>`
}

function search({ view, remote }: RemoteView, source: string): TemplateResult {
  const { texts } = view
  const { words, filter } = remote.state
  const { searches, needsSignIn } = remote.abilities
  const label =
    view.state.source === 'image_search'
      ? texts.text('remote.search_pictures')
      : texts.text(searches ? 'remote.search' : 'remote.filter', { source })
  return searchForm(view, {
    label,
    words: searches ? words : filter,
    isFocused: !needsSignIn,
    hasButton: searches,
    search: (text) => remote.search(text),
    // A folder that is here already can follow each letter; a provider is asked when people are done.
    onInput: (text) => (!searches || (text === '' && words !== '')) && remote.search(text),
  })
}

function account({ view, remote }: RemoteView): TemplateResult {
  const { texts } = view
  const { username } = remote.state
  // Empty while nobody knows whose account this is, so that the button stays where it is.
  return html`<p class="remote-account">
    <span class="muted small">${username === null ? nothing : html`<bdi>${texts.text('remote.account', { name: username })}</bdi>`}</span>
    <button class="link-button small" part="remote-log-out" type="button" @click=${() => remote.logOut()}>
      ${texts.text('remote.log_out')}
    </button>
  </p>`
}

function body(remoteView: RemoteView): TemplateResult {
  const { view, remote } = remoteView
  const { texts } = view
  const { phase, words, filter, items, problem } = remote.state
  const source = sourceName(texts, view.state.source)
  const instead = insteadOfResults(texts, { phase, problem, source, retry: () => remote.retry() })
  if (instead) return instead
  if (items.length === 0 && words === '' && filter === '') return note('folder', texts.text('remote.empty_folder'))
  return remoteItems(remoteView) ?? nothingFound(texts, words || filter)
}

function footer(remoteView: RemoteView): TemplateResult {
  const { view, remote, upload } = remoteView
  const { texts, options } = view
  const { size } = remote.state.picked
  const most = mostFiles(remoteView)
  const counter =
    options.multiple && options.maxFiles !== undefined
      ? texts.text('remote.picked_of', { num: size, most: texts.number(most) })
      : texts.text('remote.picked', { num: size })
  return html`
    <footer class="remote-footer" role="none">
      <p class="remote-counter" data-say="polite">${counter}</p>
      <button class="button quiet small" part="button" type="button" @click=${() => remote.clearPicked()}>
        ${texts.text('remote.clear')}
      </button>
      <button class="button primary" part="button button-primary remote-upload" type="button" @click=${upload}>
        ${texts.text('remote.upload', { num: size })}
      </button>
    </footer>
  `
}
