/** The field to search with: words with suggestions, or an expression of the search language. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { Suggestion } from '../browse/suggestions.ts'
import { libraryIcon } from '../icons.ts'
import type { View } from './view.ts'

export function searchBox(view: View): TemplateResult {
  const { state, texts, actions, suggestions } = view
  const { text, isExpression } = state.query
  const isOpen = state.suggesting !== undefined && suggestions.length > 0
  const active = state.suggesting?.active ?? -1
  const mode = texts.text(isExpression ? 'search.as_words' : 'search.as_expression')
  const isInvalid = isExpression && state.phase === 'failed' && state.error?.code === 'invalid'
  return html`
    <div class="search" part="search" role="search">
      <span class="search-icon">${icon('search')}</span>
      <input
        class="field search-field ${isExpression ? 'expression' : ''}"
        part="search-input"
        type="text"
        role="combobox"
        enterkeyhint="search"
        autocomplete="off"
        spellcheck="false"
        data-autofocus
        aria-label=${texts.text('search.label')}
        aria-autocomplete="list"
        aria-controls="suggestions"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-activedescendant=${isOpen && active >= 0 ? `suggestion-${active}` : nothing}
        aria-invalid=${isInvalid ? 'true' : 'false'}
        aria-describedby=${isInvalid ? 'search-problem' : nothing}
        placeholder=${texts.text(isExpression ? 'search.placeholder_expression' : 'search.placeholder')}
        .value=${text}
        @input=${(event: Event) => actions.type((event.target as HTMLInputElement).value)}
        @click=${() => actions.suggest(-1)}
        @blur=${() => actions.suggest(undefined)}
        @keydown=${(event: KeyboardEvent) => onKey(event, view)}
      />
      <div class="search-buttons">
        ${
          text === ''
            ? nothing
            : html`<button
                class="icon-button"
                type="button"
                title=${texts.text('search.clear')}
                @click=${actions.clearSearch}
              >${icon('close')}</button>`
        }
        <button
          class="icon-button"
          part="search-mode"
          type="button"
          aria-pressed=${isExpression ? 'true' : 'false'}
          title=${mode}
          @click=${() => actions.setExpressionMode(!isExpression)}
        >${libraryIcon('code')}</button>
      </div>
      <ul class="suggestions" id="suggestions" role="listbox" aria-label=${texts.text('search.suggestions')} ?hidden=${!isOpen}>
        ${isOpen ? suggestions.map((suggestion, index) => option(view, suggestion, index, index === active)) : nothing}
      </ul>
      ${
        isInvalid
          ? html`<p class="search-problem small" id="search-problem" data-say="assertive">
              ${texts.text('search.invalid', { message: state.error?.message ?? '' })}
            </p>`
          : nothing
      }
    </div>
  `
}

const KINDS = {
  tag: { icon: () => libraryIcon('tag'), key: 'search.suggestion_tag' },
  folder: { icon: () => icon('folder'), key: 'search.suggestion_folder' },
  saved: { icon: () => libraryIcon('bookmark'), key: 'search.suggestion_saved' },
} as const

function option({ texts, actions }: View, suggestion: Suggestion, index: number, isActive: boolean): TemplateResult {
  const kind = KINDS[suggestion.kind]
  // Before the field loses the focus, which would close the list.
  const onDown = (event: Event): void => {
    event.preventDefault()
    actions.take(suggestion)
  }
  return html`<li
    class="suggestion ${isActive ? 'active' : ''}"
    id="suggestion-${index}"
    role="option"
    aria-selected=${isActive ? 'true' : 'false'}
    @pointerdown=${onDown}
  >
    ${kind.icon()}<span class="suggestion-label">${suggestion.label}</span>
    <span class="muted small">${texts.text(kind.key)}</span>
  </li>`
}

function onKey(event: KeyboardEvent, { state, suggestions, actions }: View): void {
  const active = state.suggesting?.active ?? -1
  const isOpen = state.suggesting !== undefined && suggestions.length > 0
  const suggestion = suggestions[active]
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp': {
      if (suggestions.length === 0) return
      const step = event.key === 'ArrowDown' ? 1 : -1
      // From the field to the first, from the last back to the field.
      const next = isOpen ? active + step : 0
      actions.suggest(next < -1 ? suggestions.length - 1 : next >= suggestions.length ? -1 : next)
      break
    }
    case 'Enter':
      if (isOpen && suggestion) actions.take(suggestion)
      else actions.submitSearch()
      break
    case 'Escape':
      // First the list, then what was typed, then whatever lies around it.
      if (isOpen) actions.suggest(undefined)
      else if (state.query.text !== '') actions.clearSearch()
      else return
      event.stopPropagation()
      break
    default:
      return
  }
  event.preventDefault()
}
