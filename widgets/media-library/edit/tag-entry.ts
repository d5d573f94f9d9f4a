/** Tags as chips, with a field for more; a comma or Enter takes what was typed. */
import { html, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { LibraryTexts } from '../messages/texts.ts'

export interface TagEntry {
  readonly id: string
  readonly label: string
  readonly tags: readonly string[]
  readonly texts: LibraryTexts
  /** Tags that exist, offered while people type. */
  readonly suggestions?: readonly string[]
  readonly onChange: (tags: readonly string[]) => void
  readonly onInput?: (prefix: string) => void
}

export function tagEntry({ id, label, tags, texts, suggestions = [], onChange, onInput }: TagEntry): TemplateResult {
  const take = (input: HTMLInputElement): void => {
    const words = input.value.split(',').map((word) => word.trim())
    const next = [...new Set([...tags, ...words.filter(Boolean)])]
    input.value = ''
    if (next.length !== tags.length) onChange(next)
  }
  const inputOf = (event: Event): HTMLInputElement =>
    (event.currentTarget as HTMLElement).closest('.tag-entry')?.querySelector('input') as HTMLInputElement
  return html`<div class="field-group tag-entry">
    <label class="field-label" for=${id}>${label}</label>
    ${
      tags.length === 0
        ? ''
        : html`<ul class="chips">
            ${tags.map(
              (tag) => html`<li class="chip">
                <bdi>${tag}</bdi>
                <button class="chip-remove" part="tag-remove" type="button" aria-label=${texts.text('edit.tag_remove', { name: tag })}
                  @click=${(event: Event) => {
                    const input = inputOf(event)
                    onChange(tags.filter((other) => other !== tag))
                    input.focus()
                  }}>${icon('close')}</button>
              </li>`,
            )}
          </ul>`
    }
    <div class="field-row">
      <input id=${id} class="field" part="tag-input" type="text" autocomplete="off" list="${id}-known" dir="auto"
        placeholder=${texts.text('edit.tags_ph')}
        @input=${(event: Event) => onInput?.((event.target as HTMLInputElement).value.trim())}
        @keydown=${(event: KeyboardEvent) => {
          if (event.isComposing || (event.key !== 'Enter' && event.key !== ',')) return
          event.preventDefault()
          take(event.target as HTMLInputElement)
        }}
        @blur=${(event: Event) => take(event.target as HTMLInputElement)} />
      <datalist id="${id}-known">${suggestions.map((tag) => html`<option value=${tag}></option>`)}</datalist>
      <button class="button quiet" part="button" type="button" @click=${(event: Event) => take(inputOf(event))}>
        ${texts.text('edit.tag_add')}
      </button>
    </div>
  </div>`
}
