/** Files of this device: a large place to drop them, a button for everybody who does not drag, and what is allowed. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { isTouchOnly } from '../../kit/touch-only.ts'
import { acceptAttribute } from '../checks/file-kind.ts'
import { uploadLanguages } from '../messages/texts.ts'
import { photoStack } from './illustrations.ts'
import type { View } from './view.ts'

export function localPanel(view: View): TemplateResult {
  const { state, options, texts, actions } = view
  const isSingle = !options.multiple
  const title = state.isDragging
    ? texts.text(isSingle ? 'local.drop_title_single' : 'local.drop_title_multiple')
    : restingTitle(view)
  const limits = limitsText(view)
  return html`
    <div class="dropzone" part="dropzone">
      <slot name="empty"><div class="illustration">${photoStack()}</div></slot>
      <p class="dropzone-title">${options.disabled ? texts.text('local.disabled') : title}</p>
      ${
        options.disabled
          ? nothing
          : html`
              <p class="muted paste-hint">${texts.text('local.paste_hint', { keys: pasteKeys() })}</p>
              <div class="button-row">
                <button class="button primary" part="button button-primary" type="button" data-anchor data-autofocus @click=${actions.browse}>
                  ${texts.text('local.browse')}
                </button>
                ${
                  isSingle || options.withoutFolders
                    ? nothing
                    : html`<button class="button quiet" part="button" type="button" @click=${actions.browseFolder}>
                        ${icon('folder')}<span>${texts.text('local.browse_folder')}</span>
                      </button>`
                }
              </div>
            `
      }
      ${limits ? html`<p class="limits">${limits}</p>` : nothing}
      ${fileInput(view)}
    </div>
  `
}

/** Where nothing can be dragged nobody is asked to; a page's own words stay. */
function restingTitle({ options, texts }: View): string {
  const key = options.multiple ? 'local.dd_title_multi' : 'local.dd_title_single'
  const title = texts.text(key)
  const isOurs = title === uploadLanguages.catalogueFor(texts.language).catalogue[key]
  return isOurs && isTouchOnly() ? texts.text('local.touch_title') : title
}

/** The real input behind every browse button. */
export function fileInput(view: View): TemplateResult {
  const { options, actions, texts } = view
  return html`<input
    type="file"
    class="file-input"
    part="file-input"
    hidden
    tabindex="-1"
    aria-label=${texts.text('local.browse')}
    accept=${acceptAttribute(options.clientAllowedFormats) || nothing}
    ?multiple=${options.multiple}
    ?disabled=${options.disabled}
    @change=${(event: Event) => {
      const input = event.target as HTMLInputElement
      const files = [...(input.files ?? [])]
      // The same file may be picked again after it was removed.
      input.value = ''
      actions.pick(files)
    }}
  />`
}

/** "PNG, JPG · up to 10 MB · at most 5 files" */
function limitsText({ options, texts }: View): string {
  const formats = options.clientAllowedFormats.map((format) =>
    format.includes('/') || ['image', 'video', 'audio'].includes(format)
      ? format
      : format.replace(/^\./, '').toUpperCase(),
  )
  return [
    formats.length > 0 ? texts.text('limits.formats', { allowed: formats.join(', ') }) : '',
    options.maxFileSize === undefined ? '' : texts.text('limits.size', { size: texts.bytes(options.maxFileSize) }),
    options.maxTotalFileSize === undefined
      ? ''
      : texts.text('limits.total', { size: texts.bytes(options.maxTotalFileSize) }),
    options.minFiles === undefined || !options.multiple ? '' : texts.text('limits.least', { num: options.minFiles }),
    options.maxFiles === undefined || !options.multiple ? '' : texts.text('limits.count', { num: options.maxFiles }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function pasteKeys(): string {
  const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
  return isApple ? '⌘V' : 'Ctrl+V'
}
