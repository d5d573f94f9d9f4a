/** A source that the page asked for by name and that this server does not offer. */
import { html, type TemplateResult } from 'lit'
import { monogram } from '../parts/monogram.ts'
import { sourceName } from '../parts/source-name.ts'
import type { View } from '../parts/view.ts'

export function sourceOffPanel({ state, texts }: View): TemplateResult {
  const source = sourceName(texts, state.source)
  return html`
    <div class="sheet centred" part="source-off">
      <div class="sheet-icon">${monogram(source)}</div>
      <h3 class="sheet-title">${texts.text('source_off.title', { source })}</h3>
      <p class="muted">${texts.text('source_off.hint')}</p>
    </div>
  `
}
