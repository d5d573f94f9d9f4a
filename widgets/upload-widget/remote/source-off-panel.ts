/** A source that the page asked for by name and that this server does not offer. */
import { html, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { sourceName } from '../parts/source-name.ts'
import type { View } from '../parts/view.ts'

export function sourceOffPanel({ state, texts }: View): TemplateResult {
  return html`
    <div class="sheet centred" part="source-off">
      <div class="sheet-icon">${icon('cloud')}</div>
      <h3 class="sheet-title">${texts.text('source_off.title', { source: sourceName(texts, state.source) })}</h3>
      <p class="muted">${texts.text('source_off.hint')}</p>
    </div>
  `
}
