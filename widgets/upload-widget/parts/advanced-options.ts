/** Public ID and tags, for people who know what these are. They hold for the files that are added next. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { isValidPublicId } from '../parameters.ts'
import type { View } from './view.ts'

export function advancedOptions(view: View): TemplateResult {
  const { texts, actions } = view
  return html`
    <div id="advanced" class="sheet advanced">
      <h3 class="sheet-title">${texts.text('advanced_options.title')}</h3>
      ${publicIdField(view)} ${tagField(view)}
      <div class="button-row">
        <button class="button primary" part="button button-primary" type="button" @click=${actions.toggleAdvanced}>
          ${texts.text('back')}
        </button>
      </div>
    </div>
  `
}

function publicIdField({ state, texts, actions }: View): TemplateResult {
  const isInvalid = !isValidPublicId(state.publicId)
  return html`
    <div class="field-group">
      <label class="field-label" for="public-id">${texts.text('advanced_options.public_id')}</label>
      <input
        id="public-id"
        class="field ${isInvalid ? 'invalid' : ''}"
        part="public-id-input"
        type="text"
        autocomplete="off"
        spellcheck="false"
        dir="ltr"
        placeholder=${texts.text('advanced_options.public_id_ph')}
        aria-invalid=${isInvalid ? 'true' : 'false'}
        aria-describedby=${isInvalid ? 'public-id-error' : 'public-id-hint'}
        .value=${state.publicId}
        @input=${(event: Event) => actions.setPublicId((event.target as HTMLInputElement).value)}
      />
      ${
        isInvalid
          ? html`<p id="public-id-error" class="field-error" part="error">
              ${icon('alert')}${texts.text('notifications.invalid_public_id')}
            </p>`
          : html`<p id="public-id-hint" class="muted small">${texts.text('advanced_options.public_id_hint')}</p>`
      }
    </div>
  `
}

function tagField({ state, texts, actions }: View): TemplateResult {
  const add = (input: HTMLInputElement): void => {
    const words = input.value.split(',').map((word) => word.trim())
    const tags = [...new Set([...state.tags, ...words.filter(Boolean)])]
    input.value = ''
    if (tags.length !== state.tags.length) actions.setTags(tags)
  }
  return html`
    <div class="field-group">
      <label class="field-label" for="tags">${texts.text('advanced_options.tags')}</label>
      <div class="field-row">
        <input
          id="tags"
          class="field"
          part="tag-input"
          type="text"
          autocomplete="off"
          placeholder=${texts.text('advanced_options.tags_ph')}
          @keydown=${(event: KeyboardEvent) => {
            if ((event.key !== 'Enter' && event.key !== ',') || event.isComposing) return
            event.preventDefault()
            add(event.target as HTMLInputElement)
          }}
        />
        <button
          class="button quiet"
          part="button"
          type="button"
          @click=${(event: Event) => {
            const input = (event.currentTarget as HTMLElement).parentElement?.querySelector('input')
            if (input) add(input)
          }}
        >
          ${texts.text('advanced_options.add_new')}
        </button>
      </div>
      ${
        state.tags.length > 0
          ? html`<ul class="chips">
              ${state.tags.map(
                (tag) => html`<li class="chip">
                  <bdi>${tag}</bdi>
                  <button
                    class="chip-remove"
                    type="button"
                    aria-label=${texts.text('advanced_options.remove_tag', { name: tag })}
                    @click=${() => actions.setTags(state.tags.filter((other) => other !== tag))}
                  >
                    ${icon('close')}
                  </button>
                </li>`,
              )}
            </ul>`
          : nothing
      }
    </div>
  `
}
