/** What stands in the place of files: that there are none, that they come, that they cannot be shown. */
import { html, nothing, type TemplateResult } from 'lit'
import { type IconName, icon } from '../../kit/icons/icons.ts'
import type { UploadTexts } from '../messages/texts.ts'

export function note(symbol: IconName, title: string, hint?: string): TemplateResult {
  return html`<div class="sheet centred" data-say="polite">
    <div class="sheet-icon">${icon(symbol)}</div>
    <p class="sheet-title">${title}</p>
    ${hint ? html`<p class="muted">${hint}</p>` : nothing}
  </div>`
}

export function skeleton(text: string): TemplateResult {
  return html`<div class="remote-skeleton" data-say="polite" aria-busy="true">
    <span class="visually-hidden">${text}</span>
    ${Array.from({ length: 8 }, () => html`<div class="remote-ghost"></div>`)}
  </div>`
}

export function searchProblem(
  texts: UploadTexts,
  source: string,
  problem: string,
  again: () => unknown,
): TemplateResult {
  return html`<div class="sheet centred" part="error" data-say="assertive">
    <div class="sheet-icon danger">${icon('offline')}</div>
    <h3 class="sheet-title">${texts.text('remote.failed_title', { source })}</h3>
    <p class="muted">${problem || texts.text('remote.failed_hint')}</p>
    <button class="button primary" part="button button-primary" type="button" data-autofocus @click=${again}>
      ${texts.text('remote.again')}
    </button>
  </div>`
}
