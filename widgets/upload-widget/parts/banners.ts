/** Lines above the panel: no connection, uploads of an earlier visit, and what was just refused. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { Notice } from '../store.ts'
import type { View } from './view.ts'

export function banners(view: View): TemplateResult {
  const { state } = view
  // A bad address is told beside its field.
  const current = state.notice?.key === 'notifications.invalid_add_url' ? undefined : state.notice
  return html`<div class="banners">
    ${state.isOnline ? nothing : offline(view)} ${state.resumable > 0 ? interrupted(view) : nothing}
    ${current ? notice(view, current) : nothing}
  </div>`
}

function offline({ texts }: View): TemplateResult {
  return html`<div class="banner warning" part="offline" data-say="polite">
    ${icon('offline')}
    <p><strong>${texts.text('notifications.offline')}</strong> ${texts.text('notifications.offline_hint')}</p>
  </div>`
}

function interrupted({ state, texts, actions }: View): TemplateResult {
  return html`<div class="banner" part="resume" role="group" aria-labelledby="resume-title">
    ${icon('retry')}
    <p id="resume-title"><strong>${texts.text('notifications.resume_title', { num: state.resumable })}</strong>
      ${state.resumablePurchases > 0 ? html`<span>${texts.text('notifications.resume_purchases')}</span>` : nothing}</p>
    <div class="banner-actions">
      <button class="button quiet small" part="button" type="button" @click=${actions.discardInterrupted}>
        ${texts.text('notifications.discard')}
      </button>
      <button class="button primary small" part="button button-primary resume-interrupted" type="button" @click=${actions.resumeInterrupted}>
        ${texts.text('notifications.resume')}
      </button>
    </div>
  </div>`
}

function notice({ texts, actions }: View, current: Notice): TemplateResult {
  const { kind, key, values } = current
  return html`<div class="banner ${kind === 'error' ? 'danger' : ''}" part=${kind === 'error' ? 'notice error' : 'notice'}>
    ${icon('alert')}
    <p>${texts.text(key, values)}</p>
    <button
      class="icon-button"
      type="button"
      aria-label=${texts.text('notifications.dismiss')}
      @click=${actions.dismissNotice}
    >
      ${icon('close')}
    </button>
  </div>`
}
