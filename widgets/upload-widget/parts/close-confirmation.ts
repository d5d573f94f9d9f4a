/** Asked before running uploads are thrown away. The safe answer has the focus. */
import { html, type TemplateResult } from 'lit'
import type { View } from './view.ts'

export function closeConfirmation({ texts, actions }: View): TemplateResult {
  return html`
    <div class="veil">
      <div
        class="confirmation"
        part="confirmation"
        role="alertdialog"
        aria-labelledby="confirm-title"
        aria-describedby="confirm-hint"
      >
        <h3 id="confirm-title" class="sheet-title">${texts.text('uploader.close_mid_upload')}</h3>
        <p id="confirm-hint" class="muted">${texts.text('uploader.close_hint')}</p>
        <div class="button-row end">
          <button class="button quiet" part="button confirm-close" type="button" @click=${() => actions.confirmClose(true)}>
            ${texts.text('uploader.close_stop')}
          </button>
          <button
            class="button primary"
            part="button button-primary keep-open"
            type="button"
            data-autofocus
            @click=${() => actions.confirmClose(false)}
          >
            ${texts.text('uploader.close_keep')}
          </button>
        </div>
      </div>
    </div>
  `
}
