/**
 * Tags: typed, or chosen from what the page suggests (`getTags`), or else the server. A combobox with a list as the ARIA practices describe it:
 * the focus stays in the field, arrows walk through the list, Enter takes, Escape closes the list and nothing else.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { warnOnce } from '../../kit/log.ts'
import { pageAnswer } from '../../kit/page-answer.ts'
import type { View } from '../parts/view.ts'
import { type Offered, offeredTo } from './offered.ts'

/** People type a letter about every 150 ms. */
const ASK_AFTER_MS = 150
const MOST_SUGGESTIONS = 50

export class TagField extends LitElement {
  static override readonly properties = {
    view: {},
    offered: { state: true },
    found: { state: true },
    active: { state: true },
  }

  declare view: View
  /** Suggestions of the server, where the page has none. */
  declare offered: Offered['tagsLike']
  /** Suggestions that are shown; empty: the list is closed. */
  declare found: readonly string[]
  declare active: number
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Answers may overtake each other. */
  #question = 0

  constructor() {
    super()
    this.found = []
    this.active = -1
  }

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#close()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view') || this.view.options.getTags) return
    if (changed.get('view')?.state.preset === this.view.state.preset) return
    void offeredTo(this.view).then(({ tagsLike }) => {
      this.offered = tagsLike
    })
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('active')) this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  protected override render(): TemplateResult {
    const { texts, state, options } = this.view
    const suggests = options.getTags !== undefined || this.offered !== undefined
    const isOpen = this.found.length > 0
    return html`
      <label class="field-label" for="tags">${texts.text('advanced_options.tags')}</label>
      <div class="field-row">
        <div class="combobox">
          <input
            id="tags"
            class="field"
            part="tag-input"
            type="text"
            autocomplete="off"
            placeholder=${texts.text('advanced_options.tags_ph')}
            role=${suggests ? 'combobox' : nothing}
            aria-autocomplete=${suggests ? 'list' : nothing}
            aria-expanded=${suggests ? String(isOpen) : nothing}
            aria-controls=${suggests ? 'tag-suggestions' : nothing}
            aria-activedescendant=${isOpen && this.active >= 0 ? `tag-suggestion-${this.active}` : nothing}
            @input=${this.#onInput}
            @keydown=${this.#onKey}
            @blur=${() => this.#close()}
          />
          ${suggests ? this.#list() : nothing}
        </div>
        <button class="button quiet" part="button" type="button" @click=${() => this.#add(this.#input?.value ?? '')}>
          ${texts.text('advanced_options.add_new')}
        </button>
      </div>
      <span class="visually-hidden" data-say="polite">
        ${isOpen ? texts.text('advanced_options.suggestions_found', { num: this.found.length }) : nothing}
      </span>
      ${state.tags.length > 0 ? this.#chips() : nothing}
    `
  }

  #list(): TemplateResult {
    const { texts } = this.view
    return html`<ul
      id="tag-suggestions"
      class="suggestions"
      part="tag-suggestions"
      role="listbox"
      aria-label=${texts.text('advanced_options.suggestions')}
      ?hidden=${this.found.length === 0}
    >
      ${this.found.map(
        (tag, index) => html`<li
          id="tag-suggestion-${index}"
          class="suggestion"
          part="tag-suggestion"
          role="option"
          aria-selected=${index === this.active ? 'true' : 'false'}
          @mousedown=${(event: Event) => {
            // The field keeps the focus, so that its list is not closed before the click.
            event.preventDefault()
            this.#add(tag)
          }}
        >
          <bdi>${tag}</bdi>
        </li>`,
      )}
    </ul>`
  }

  #chips(): TemplateResult {
    const { texts, state, actions } = this.view
    return html`<ul class="chips" aria-label=${texts.text('advanced_options.tags_chosen')}>
      ${state.tags.map(
        (tag) => html`<li class="chip">
          <bdi>${tag}</bdi>
          <button
            class="chip-remove"
            part="tag-remove"
            type="button"
            aria-label=${texts.text('advanced_options.remove_tag', { name: tag })}
            @click=${() => {
              actions.setTags(state.tags.filter((other) => other !== tag))
              this.#input?.focus()
            }}
          >
            ${icon('close')}
          </button>
        </li>`,
      )}
    </ul>`
  }

  readonly #onInput = (): void => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(), ASK_AFTER_MS)
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const { key } = event
    const isOpen = this.found.length > 0
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen) void this.#ask()
      else this.active = stepped(this.active, key === 'ArrowDown' ? 1 : -1, this.found.length)
    } else if (key === 'Enter' || key === ',') {
      event.preventDefault()
      const chosen = key === 'Enter' ? this.found[this.active] : undefined
      this.#add(chosen ?? this.#input?.value ?? '')
    } else if (key === 'Escape' && isOpen) {
      event.preventDefault()
      event.stopPropagation()
      this.#close()
    } else if (key === 'Backspace' && this.#input?.value === '' && this.view.state.tags.length > 0) {
      this.view.actions.setTags(this.view.state.tags.slice(0, -1))
    }
  }

  async #ask(): Promise<void> {
    // What was typed is asked for now: a later answer would take the choice away again.
    clearTimeout(this.#timer)
    const { getTags } = this.view.options
    const prefix = this.#input?.value.trim() ?? ''
    if (!getTags && !this.offered) return
    this.#question += 1
    const question = this.#question
    try {
      const answer = getTags
        ? await pageAnswer<readonly string[]>((callback) => getTags(callback, prefix), { name: 'getTags' })
        : await this.offered?.(prefix)
      if (question !== this.#question || !this.isConnected) return
      const chosen = new Set(this.view.state.tags)
      const tags = Array.isArray(answer) ? answer.map(String) : []
      this.found = [...new Set(tags)].filter((tag) => tag !== '' && !chosen.has(tag)).slice(0, MOST_SUGGESTIONS)
      this.active = -1
    } catch (error) {
      // People can type their tags without suggestions.
      warnOnce(error instanceof Error ? error.message : String(error))
      this.#close()
    }
  }

  #add(text: string): void {
    const { state, actions } = this.view
    const words = text.split(',').map((word) => word.trim())
    const tags = [...new Set([...state.tags, ...words.filter(Boolean)])]
    if (this.#input) this.#input.value = ''
    this.#close()
    if (tags.length !== state.tags.length) actions.setTags(tags)
  }

  #close(): void {
    clearTimeout(this.#timer)
    this.#question += 1
    this.found = []
    this.active = -1
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input')
  }
}

/** Round and round; -1 is the field itself. */
function stepped(active: number, step: 1 | -1, count: number): number {
  const next = active + step
  if (next >= count) return 0
  return next < 0 ? count - 1 : next
}
