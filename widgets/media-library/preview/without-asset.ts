/** What stands in the place of an asset that is not there yet, or cannot be shown. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { View } from '../parts/view.ts'
import type { PreviewModel } from './preview-model.ts'

/** Nothing is known of it: it comes, or it does not. */
export function withoutAsset({ texts }: View, model: PreviewModel): TemplateResult {
  const { error } = model
  if (!error) {
    return html`<div class="preview-sheet" data-say="polite" aria-busy="true"><p class="muted">${texts.text('preview.loading')}</p></div>`
  }
  const isMissing = error.code === 'not_found'
  return html`<div class="preview-sheet" part="error" data-say="assertive">
    <div class="sheet-icon danger">${icon(error.code === 'unreachable' ? 'offline' : 'alert')}</div>
    <h4 class="sheet-title">${texts.text(isMissing ? 'preview.missing_title' : 'preview.failed_title')}</h4>
    <p class="muted">
      ${texts.text(isMissing ? 'preview.missing' : error.code === 'forbidden' ? 'preview.forbidden' : 'preview.failed')}
    </p>
    <div class="button-row">
      <button class="button ${isMissing ? 'primary' : 'quiet'}" part="button" type="button" @click=${() => model.close()}>
        ${texts.text('preview.back')}
      </button>
      ${
        isMissing
          ? nothing
          : html`<button class="button primary" part="button button-primary" type="button" @click=${() => model.load()}>
              ${texts.text('retry')}
            </button>`
      }
    </div>
  </div>`
}
