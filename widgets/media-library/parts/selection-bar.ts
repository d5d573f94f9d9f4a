/** What has been chosen, what can be done to it, and the button that hands it to the page. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { View } from './view.ts'

export function selectionBar(view: View): TemplateResult {
  const { state, options, texts, actions, most, later } = view
  const { selection } = state
  const count = selection.length
  const caption = options.insertCaption ?? texts.text('selection.insert')
  // In the large view they would seem to be about the asset that is shown.
  const mayChange = !options.readonly && count > 0 && state.preview === undefined
  return html`
    <div class="selection ${count > 0 ? 'some' : ''}" part="selection" role="group" aria-label=${texts.text('selection.label')}>
      <slot name="footer"></slot>
      ${thumbs(view)}
      <p class="selection-count" part="selection-count">${countOf(view)}</p>
      ${
        count > 0
          ? html`<button
              class="link-button clear"
              part="clear-selection"
              type="button"
              title=${texts.text('selection.clear')}
              @click=${actions.clearSelection}
            >${icon('close')}<span>${texts.text('selection.clear')}</span></button>`
          : nothing
      }
      <div class="selection-actions">
        ${mayChange ? later.bulk.show(view) : nothing}
        ${
          caption === ''
            ? nothing
            : html`<button
                class="button primary insert"
                part="button button-primary insert-button"
                type="button"
                ?disabled=${count === 0 || state.isInserting}
                @click=${actions.insert}
              >${caption}${count > 1 && most !== 1 ? html`<span class="count">${texts.number(count)}</span>` : nothing}</button>`
        }
      </div>
    </div>
  `
}

/** The last few that were chosen, so that people see what they hold. */
function thumbs({ state, context }: View): TemplateResult | typeof nothing {
  const shown = state.selection.slice(-3)
  if (shown.length === 0) return nothing
  return html`<span class="chosen" aria-hidden="true">
    ${shown.map((asset) => {
      const address = context.thumbnail(asset, 40)
      return address
        ? html`<img class="chosen-thumb" src=${address} alt="" />`
        : html`<span class="chosen-thumb"></span>`
    })}
  </span>`
}

function countOf({ state, texts, most }: View): string {
  const { length } = state.selection
  if (length === 0) return texts.text(most === 1 ? 'selection.pick' : 'selection.none')
  if (most !== undefined && most > 1) return texts.text('selection.of_max', { number: length, max: most })
  return texts.text('selection.count', { num: length })
}
