/** What choosing a folder and choosing a collection have in common: why there is no list, and a field for a new one. */
import { html, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { LibraryError } from '../api/answer.ts'
import type { LibraryTexts } from '../messages/texts.ts'

interface Listed {
  readonly error: LibraryError | undefined
  /** Undefined while they are asked for. */
  readonly items: readonly unknown[] | undefined
  /** Said when there are none. */
  readonly empty: string
}

/** In the place of the list; undefined when there is one. */
export function insteadOfList(texts: LibraryTexts, { error, items, empty }: Listed): TemplateResult | undefined {
  if (error) {
    return html`<p class="field-error" part="error" data-say="assertive">
      ${icon('alert')}<span>${texts.text('bulk.failed', { message: error.message })}</span>
    </p>`
  }
  if (!items) return html`<p class="muted small" data-say="polite" aria-busy="true">${texts.text('loading')}</p>`
  return items.length === 0 ? html`<p class="muted small">${empty}</p>` : undefined
}

interface NewName {
  readonly label: string
  readonly maxLength: number
  /** Tells whether it was made: then the field is empty again. */
  readonly create: (name: string) => Promise<boolean>
}

export function newNameForm(texts: LibraryTexts, { label, maxLength, create }: NewName): TemplateResult {
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const input = (event.currentTarget as HTMLFormElement).querySelector('input') as HTMLInputElement
    const name = input.value.trim()
    if (name !== '' && (await create(name))) input.value = ''
  }
  return html`<form class="field-row" @submit=${submit}>
    <input class="field" type="text" dir="auto" autocomplete="off" maxlength=${maxLength} placeholder=${label} aria-label=${label} />
    <button class="button quiet" part="button" type="submit">${texts.text('bulk.move_create')}</button>
  </form>`
}
