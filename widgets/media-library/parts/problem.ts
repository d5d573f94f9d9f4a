/** What keeps the library from being opened at all, with what can be done about it and by whom. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { LibraryError } from '../api/answer.ts'
import type { LibraryMessageKey } from '../messages/texts.ts'
import type { View } from './view.ts'

export function problem({ texts, actions, options }: View, error: LibraryError): TemplateResult {
  const values = { cloud: options.cloudName ?? '' }
  const [title, hint] = textsOf(error, options.cloudName)
  return html`
    <div class="entrance">
      <div class="sheet" part="error" data-say="assertive">
        <div class="sheet-icon danger">${icon(error.code === 'unreachable' ? 'offline' : 'alert')}</div>
        <h3 class="sheet-title">${texts.text(title, values)}</h3>
        <p class="muted">${hint === undefined ? error.message : texts.text(hint, values)}</p>
        ${
          options.cloudName
            ? html`<button class="button primary" part="button button-primary" type="button" @click=${actions.tryAgain}>
                ${texts.text('retry')}
              </button>`
            : nothing
        }
      </div>
    </div>
  `
}

function textsOf(
  { code }: LibraryError,
  cloudName: string | undefined,
): readonly [LibraryMessageKey, LibraryMessageKey | undefined] {
  if (!cloudName) return ['problem.missing_cloud_title', 'problem.missing_cloud']
  switch (code) {
    case 'unreachable':
      return ['problem.unreachable_title', 'problem.unreachable']
    case 'not_found':
      return ['problem.not_found_title', 'problem.not_found']
    case 'forbidden':
      return ['problem.forbidden_title', undefined]
    default:
      return ['problem.other_title', undefined]
  }
}
