/**
 * Public ID, tags, context and preset, for people who know what these are. They hold for the files that are added next.
 * Loaded when they are first opened.
 */
import { html, type TemplateResult } from 'lit'
import { define } from '../../kit/define.ts'
import { icon } from '../../kit/icons/icons.ts'
import { enAdvanced } from '../messages/en-advanced.ts'
import { isValidPublicId } from '../parameters.ts'
import type { View } from '../parts/view.ts'
import { advancedStyles } from './advanced-styles.ts'
import { ContextField } from './context-field.ts'
import { PresetField } from './preset-field.ts'
import { TagField } from './tag-field.ts'

export { advancedStyles as styles, enAdvanced as texts }

export function advancedOptions(view: View): TemplateResult {
  const { texts, actions } = view
  return html`
    <div id="advanced" class="sheet advanced" part="advanced">
      <h3 class="sheet-title">${texts.text('advanced_options.title')}</h3>
      ${publicIdField(view)}
      <tintype-tag-field class="field-group" .view=${view}></tintype-tag-field>
      <tintype-context-field .view=${view}></tintype-context-field>
      <tintype-preset-field class="field-group" .view=${view}></tintype-preset-field>
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

define('tintype-tag-field', TagField)
define('tintype-context-field', ContextField)
define('tintype-preset-field', PresetField)
