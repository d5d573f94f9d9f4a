/** The window of the library: header, and below it whatever the session allows: a form, a problem, or the assets. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { libraryIcon } from '../icons.ts'
import { chips } from './chips.ts'
import { facetsPanel } from './facets-panel.ts'
import { loginForm } from './login-form.ts'
import { problem } from './problem.ts'
import { results } from './results.ts'
import { selectionBar } from './selection-bar.ts'
import { sidebar } from './sidebar.ts'
import { placeBar, toolbar } from './toolbar.ts'
import type { View } from './view.ts'

export function frame(view: View): TemplateResult {
  const { texts, options, state } = view
  return html`
    <div class="frame" part="dialog" tabindex="-1" role=${view.isInline ? 'region' : nothing}
      aria-labelledby=${view.isInline ? 'title' : nothing} dir=${texts.direction} lang=${texts.language} data-access=${state.access} @keydown=${view.actions.shortcut} @click=${view.actions.clickedAt}>
      ${options.removeHeader ? withoutHeader(view) : header(view)}
      ${body(view)}
    </div>
  `
}

function body(view: View): TemplateResult {
  const { state } = view
  if (state.problem) return problem(view, state.problem)
  switch (state.access) {
    case 'open':
      // A menu covers parts of what lies below; a click there only closes it.
      return browser(view, state.isAccountOpen)
    case 'expired':
      return html`${browser(view, true)}<div class="veil">${loginForm(view)}</div>`
    case 'login':
      return html`<div class="entrance">${loginForm(view)}</div>`
    default:
      return html`<div class="entrance" data-say="polite" aria-busy="true">
        <span class="spinner" aria-hidden="true"></span><span class="visually-hidden">${view.texts.text('loading')}</span>
      </div>`
  }
}

function browser(view: View, isInert: boolean): TemplateResult {
  const { state, later, options } = view
  const hasTree = options.filters.includes('folder') || state.query.place.kind === 'collection'
  const isCovered = state.preview !== undefined
  return html`
    <div class="body ${hasTree ? '' : 'without-tree'} ${state.isFacetsOpen ? 'with-facets' : ''}" ?inert=${isInert}>
      ${hasTree ? sidebar(view) : nothing}
      <div class="main" ?inert=${isCovered}>
        ${toolbar(view)} ${placeBar(view)} ${chips(view)} ${banners(view)} ${results(view)}
      </div>
      ${state.isFacetsOpen ? facetsPanel(view) : nothing}
      ${state.isDragging ? dropHint(view) : nothing}
      ${isCovered ? html`<div class="cover" part="preview">${later.preview.show(view)}</div>` : nothing}
    </div>
    <footer class="footer" role="none" part="footer" ?inert=${isInert}>
      ${later.upload.present ? later.upload.show(view) : nothing} ${selectionBar(view)}
    </footer>
  `
}

function dropHint({ state, texts }: View): TemplateResult {
  const { place } = state.query
  const name = place.kind === 'folder' && place.path !== '' ? place.path : undefined
  return html`<div class="drop-hint" part="dropzone">
    <p>${icon('device')}${name ? texts.text('drop.into', { folder: name }) : texts.text('drop.here')}</p>
  </div>`
}

function header(view: View): TemplateResult {
  const { texts, options } = view
  return html`
    <header class="header" role="none" part="header">
      <slot name="header"><h2 id="title" class="title">${texts.text('dialog.title')}</h2></slot>
      ${options.cloudName ? html`<span class="cloud">${options.cloudName}</span>` : nothing}
      <div class="window-controls">${account(view)} ${closeButton(view)}</div>
    </header>
  `
}

/** A dialog can be left and has a name without its header too. */
function withoutHeader(view: View): TemplateResult {
  return html`
    <h2 id="title" class="visually-hidden">${view.texts.text('dialog.title')}</h2>
    ${view.isInline ? nothing : html`<div class="corner">${closeButton(view)}</div>`}
  `
}

function closeButton({ texts, actions, isInline }: View): TemplateResult | typeof nothing {
  if (isInline) return nothing
  return html`<button
    class="icon-button"
    part="close"
    type="button"
    title=${texts.text('close')}
    @click=${actions.close}
  >${icon('close')}</button>`
}

function account({ state, texts, actions }: View): TemplateResult | typeof nothing {
  const { identity, access, isAccountOpen } = state
  if (!identity || access !== 'open') return nothing
  const name = identity.name || identity.username || texts.text('account.guest')
  const label = texts.text('account.label', { name })
  return html`
    <div class="menu-holder">
      <button
        class="avatar"
        part="account"
        type="button"
        aria-haspopup="true"
        aria-expanded=${isAccountOpen ? 'true' : 'false'}
        title=${label}
        @click=${actions.toggleAccount}
      ><span aria-hidden="true">${initialOf(name)}</span></button>
      ${
        isAccountOpen
          ? html`<div class="menu" part="menu">
              <p class="menu-head"><strong>${name}</strong>${
                identity.email && identity.email !== name
                  ? html`<span class="muted small">${identity.email}</span>`
                  : nothing
              }</p>
              <button class="menu-item" type="button" @click=${actions.signOut}>
                ${libraryIcon('leave')}<span>${texts.text('account.log_out')}</span>
              </button>
            </div>`
          : nothing
      }
    </div>
  `
}

function banners(view: View): TemplateResult {
  const { state, texts, actions } = view
  const { notice } = state
  return html`<div class="banners">
    ${
      state.isOnline
        ? nothing
        : html`<div class="banner warning" part="offline" data-say="polite">
            ${icon('offline')}<p>${texts.text('results.offline')}</p>
          </div>`
    }
    ${
      notice
        ? html`<div class="banner ${notice.kind === 'error' ? 'danger' : ''}" part="notice"
            data-say=${notice.kind === 'error' ? 'assertive' : 'polite'}>
            ${icon(notice.kind === 'error' ? 'alert' : 'retry')}
            <p>${notice.message}</p>
            ${
              notice.action
                ? html`<button class="button quiet small" part="button" type="button"
                    aria-keyshortcuts=${notice.action.isUndo ? 'Control+Z Meta+Z' : nothing} @click=${notice.action.run}>
                    ${notice.action.label}
                  </button>`
                : nothing
            }
            <button
              class="icon-button"
              type="button"
              title=${texts.text('dismiss')}
              @click=${actions.dismissNotice}
            >${icon('close')}</button>
          </div>`
        : nothing
    }
  </div>`
}

function initialOf(name: string): string {
  return [...new Intl.Segmenter().segment(name.trim())][0]?.segment.toUpperCase() ?? ''
}
