/** The panel of one remote source: what to do before there is something to choose from, and then the choice. */
import { html, nothing, type TemplateResult } from 'lit'
import type { MessageValues } from '../../kit/i18n/messages.ts'
import { type IconName, icon } from '../../kit/icons/icons.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import { monogram } from '../parts/monogram.ts'
import { sourceName } from '../parts/source-name.ts'
import { remoteBrowser } from './remote-browser.ts'
import type { RemoteView } from './remote-view.ts'

interface Sheet {
  /** The service itself, where there is nothing to tell about it. */
  readonly icon?: IconName
  readonly tone?: 'danger' | undefined
  readonly title: UploadMessageKey
  readonly hint: UploadMessageKey
  readonly action?: { readonly text: UploadMessageKey; run(): unknown } | undefined
  readonly isQuiet?: boolean
}

export function remotePanel(remoteView: RemoteView): TemplateResult {
  const { remote } = remoteView
  const connect = { text: 'remote.connect', run: () => remote.connect() } as const
  switch (remote.state.phase) {
    case 'disconnected':
      return sheet(remoteView, {
        title: 'remote.connect_title',
        hint: 'remote.connect_hint',
        action: connect,
      })
    case 'connecting':
      return sheet(remoteView, {
        title: 'remote.connecting_title',
        hint: 'remote.connecting_hint',
        action: { text: 'remote.cancel', run: () => remote.cancelConnecting() },
        isQuiet: true,
      })
    case 'blocked':
      return sheet(remoteView, {
        icon: 'alert',
        tone: 'danger',
        title: 'remote.blocked_title',
        hint: 'remote.blocked_hint',
        action: { ...connect, text: 'remote.again' },
      })
    case 'refused':
      return sheet(remoteView, {
        icon: 'alert',
        title: 'remote.refused_title',
        hint: 'remote.refused_hint',
        action: { ...connect, text: 'remote.again' },
      })
    case 'expired':
      return sheet(remoteView, {
        icon: 'alert',
        title: 'remote.expired_title',
        hint: 'remote.expired_hint',
        action: { ...connect, text: 'remote.sign_in_again' },
      })
    case 'loggedOut':
      return sheet(remoteView, {
        icon: 'check',
        title: 'remote.logged_out_title',
        hint: 'remote.logged_out_hint',
        action: connect,
      })
    default:
      return remoteBrowser(remoteView)
  }
}

function sheet(
  { view, remote }: RemoteView,
  { icon: symbol, tone, title, hint, action, isQuiet }: Sheet,
): TemplateResult {
  const { texts, state, options } = view
  const { phase, revokeUrl, canConnect } = remote.state
  const values: MessageValues = { source: sourceName(texts, state.source) }
  const isWaiting = phase === 'connecting'
  return html`
    <div class="sheet centred" part="remote" data-phase=${phase} data-say=${tone ? 'assertive' : 'polite'}>
      <div class="sheet-icon ${tone ?? ''} ${isWaiting ? 'remote-waiting' : ''}">${symbol ? icon(symbol) : monogram(String(values.source))}</div>
      <h3 class="sheet-title">${texts.text(title, values)}</h3>
      <p class="muted">${texts.text(hint, values)}</p>
      ${
        action
          ? html`<button
              class="button ${isQuiet ? 'quiet' : 'primary'}"
              part=${isQuiet ? 'button' : 'button button-primary remote-connect'}
              type="button"
              data-autofocus
              ?disabled=${options.disabled || !(canConnect || isWaiting)}
              @click=${action.run}
            >${texts.text(action.text, values)}</button>`
          : nothing
      }
      ${
        revokeUrl === null
          ? nothing
          : html`<a class="link-button" href=${revokeUrl} target="_blank" rel="noreferrer">${texts.text('remote.revoke', values)}</a>`
      }
    </div>
  `
}
