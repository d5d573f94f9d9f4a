/**
 * Files hover over a screen that is no place to drop them: that they may be let go here as well. The large place of the
 * device's own screen answers by itself (`styles/local-styles.ts` hides this there).
 */
import { html, type TemplateResult } from 'lit'
import { photoStack } from './illustrations.ts'
import type { View } from './view.ts'

export function dropVeil({ texts, options }: View): TemplateResult {
  return html`<div class="drop-veil" aria-hidden="true">
    ${photoStack()}
    <p class="dropzone-title">${texts.text(options.multiple ? 'local.drop_title_multiple' : 'local.drop_title_single')}</p>
  </div>`
}
