/**
 * A file on the web: its address goes to the server, which fetches it. The page itself loads nothing from there, so that
 * no other host learns who looks at it.
 */
import { html, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { enUrl } from '../messages/en-url.ts'
import type { View } from './view.ts'

export { enUrl as texts }

export function urlPanel({ state, texts, actions, options }: View): TemplateResult {
  const isInvalid = state.notice?.key === 'notifications.invalid_add_url'
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const input = (event.target as HTMLFormElement).elements.namedItem('url') as HTMLInputElement
    if (await actions.submitUrl(input.value)) input.value = ''
    else input.focus()
  }
  return html`
    <form class="sheet url-form" novalidate @submit=${submit}>
      <div class="sheet-icon">${icon('link')}</div>
      <h3 class="sheet-title">${texts.text('url.main_title')}</h3>
      <label class="field-label" for="url">${texts.text('url.inner_title')}</label>
      <div class="field-row">
        <input
          id="url"
          data-autofocus
          name="url"
          class="field ${isInvalid ? 'invalid' : ''}"
          part="url-input"
          type="url"
          inputmode="url"
          autocomplete="off"
          spellcheck="false"
          dir="ltr"
          placeholder=${texts.text('url.input_placeholder')}
          aria-invalid=${isInvalid ? 'true' : 'false'}
          aria-describedby=${isInvalid ? 'url-error' : 'url-hint'}
          ?disabled=${options.disabled}
          @input=${() => isInvalid && actions.dismissNotice()}
        />
        <button class="button primary" part="button button-primary url-submit" type="submit" ?disabled=${options.disabled}>
          ${texts.text('actions.upload')}
        </button>
      </div>
      ${
        isInvalid
          ? html`<p id="url-error" class="field-error" part="error">${icon('alert')}${texts.text('notifications.invalid_add_url')}</p>`
          : html`<p id="url-hint" class="muted small">${texts.text('url.hint')}</p>`
      }
    </form>
  `
}
