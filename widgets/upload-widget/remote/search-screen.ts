/** What every screen with a search has: its form, and what stands in the place of results that are not there. */
import { html, nothing, type TemplateResult } from 'lit'
import type { UploadTexts } from '../messages/texts.ts'
import type { View } from '../parts/view.ts'
import { note, searchProblem, skeleton } from './remote-notes.ts'

export interface SearchForm {
  readonly label: string
  readonly words: string
  readonly isFocused: boolean
  /** Without it each letter counts. */
  readonly hasButton: boolean
  readonly search: (words: string) => unknown
  readonly onInput?: (words: string) => unknown
  /** Beside the button. */
  readonly more?: TemplateResult
}

export function searchForm({ texts }: View, form: SearchForm): TemplateResult {
  const { label, words, isFocused, hasButton, search, onInput, more } = form
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const input = (event.target as HTMLFormElement).elements.namedItem('words') as HTMLInputElement
    void search(input.value)
  }
  return html`
    <form class="field-row remote-search" role="search" @submit=${submit}>
      <input
        class="field"
        part="remote-search"
        name="words"
        type="search"
        autocomplete="off"
        aria-label=${label}
        placeholder=${label}
        .value=${words}
        ?data-autofocus=${isFocused}
        @input=${({ target }: InputEvent) => onInput?.((target as HTMLInputElement).value)}
      />
      ${
        hasButton
          ? html`<button class="button quiet" part="button remote-search-button" type="submit">${texts.text('remote.search_button')}</button>`
          : nothing
      }
      ${more ?? nothing}
    </form>
  `
}

export interface SearchPhase {
  readonly phase: 'start' | 'loading' | 'ready' | 'failed' | (string & {})
  readonly problem: string
  readonly source: string
  readonly retry: () => unknown
}

/** Undefined once there is something to show. */
export function insteadOfResults(
  texts: UploadTexts,
  { phase, problem, source, retry }: SearchPhase,
): TemplateResult | undefined {
  if (phase === 'loading') return skeleton(texts.text('remote.loading', { source }))
  if (phase === 'failed') return searchProblem(texts, source, problem, retry)
  return phase === 'start' ? note('search', texts.text('remote.search_hint')) : undefined
}

export function nothingFound(texts: UploadTexts, words: string): TemplateResult {
  return note('search', texts.text('remote.nothing_found', { words }), texts.text('remote.nothing_found_hint'))
}
