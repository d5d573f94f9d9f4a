/** The window of the library: header, tree, toolbar, results, and the bar of what is chosen. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { View } from './view.ts'

export function frame(view: View): TemplateResult {
  const { texts, options } = view
  return html`
    <div class="frame" part="dialog" tabindex="-1" dir=${texts.direction} lang=${texts.language}>
      ${options.removeHeader ? nothing : header(view)}
    </div>
  `
}

function header({ texts, actions, isInline }: View): TemplateResult {
  return html`
    <header class="header" part="header">
      <slot name="header"><h2 id="title" class="title">${texts.text('dialog.title')}</h2></slot>
      ${
        isInline
          ? nothing
          : html`<button
              class="icon-button"
              part="close"
              type="button"
              aria-label=${texts.text('close')}
              title=${texts.text('close')}
              @click=${actions.close}
            >${icon('close')}</button>`
      }
    </header>
  `
}
