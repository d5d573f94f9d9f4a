/** Asked before running uploads, or a recording, are thrown away. The safe answer has the focus. */
import { html, type TemplateResult } from 'lit'
import type { UploadMessageKey } from '../messages/texts.ts'
import type { View } from './view.ts'

export function closeConfirmation({ state, summary, texts, actions }: View): TemplateResult {
  const [title, hint, stop, keep]: readonly [UploadMessageKey, UploadMessageKey, UploadMessageKey, UploadMessageKey] =
    state.isCapturing && summary.running === 0
      ? ['recording.close_title', 'recording.close_hint', 'recording.close_stop', 'recording.close_keep']
      : ['uploader.close_mid_upload', 'uploader.close_hint', 'uploader.close_stop', 'uploader.close_keep']
  return html`
    <div class="veil">
      <div
        class="confirmation"
        part="confirmation"
        role="alertdialog"
        aria-labelledby="confirm-title"
        aria-describedby="confirm-hint"
      >
        <h3 id="confirm-title" class="sheet-title">${texts.text(title)}</h3>
        <p id="confirm-hint" class="muted">${texts.text(hint)}</p>
        <div class="button-row end">
          <button class="button quiet" part="button confirm-close" type="button" @click=${() => actions.confirmClose(true)}>
            ${texts.text(stop)}
          </button>
          <button
            class="button primary"
            part="button button-primary keep-open"
            type="button"
            data-autofocus
            @click=${() => actions.confirmClose(false)}
          >
            ${texts.text(keep)}
          </button>
        </div>
      </div>
    </div>
  `
}
