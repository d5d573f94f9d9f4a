/**
 * The options of a set as check boxes; long lists begin short, grow on demand, and are narrowed by typing. Where people
 * may add to them, a field takes what is not among them yet.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { idOfTyped, type ListValue, LONGEST_VALUE, newAmong } from '../../kit/metadata/list-values.ts'
import type { UploadTexts } from '../messages/texts.ts'
import type { MetadataField, MetadataValue } from './metadata-field.ts'
import type { InputContext } from './metadata-input.ts'

/** Shorter lists are read faster than searched. */
const FILTER_FROM = 13
const SHOWN_AT_FIRST = 8
const SHOWN_MORE = 50

export class MetadataSet extends LitElement {
  static override readonly properties = {
    field: {},
    value: {},
    forced: {},
    takesNew: {},
    context: {},
    word: { state: true },
    limit: { state: true },
  }

  declare field: MetadataField
  declare value: MetadataValue | undefined
  /** Options that stay. */
  declare forced: ReadonlySet<string>
  /** Whether people may add options. */
  declare takesNew: boolean
  declare context: InputContext
  declare word: string
  declare limit: number

  constructor() {
    super()
    this.takesNew = false
    this.word = ''
    this.limit = SHOWN_AT_FIRST
  }

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override render(): TemplateResult {
    const { texts } = this.context
    const known = this.#known
    const chosen = this.#chosen
    const options = [...known, ...newAmong(chosen, known).map((id) => ({ external_id: id, value: id }))]
    const word = this.word.trim().toLocaleLowerCase()
    const found = word === '' ? options : options.filter(({ value }) => value.toLocaleLowerCase().includes(word))
    const limit = options.length < FILTER_FROM ? options.length : this.limit
    const first = found.slice(0, limit)
    // Nobody should have to look for what is chosen already.
    const further = found.slice(limit).filter(({ external_id: id }) => chosen.includes(id))
    // A list that begins empty is not searched in vain.
    const hasNone = found.length === 0 && !(this.takesNew && options.length === 0)
    const rest = found.length - first.length - further.length
    return html`
      ${options.length < FILTER_FROM ? nothing : this.#filter()}
      <div class="metadata-options">${[...first, ...further].map((option) => this.#option(option, chosen))}</div>
      ${
        rest > 0
          ? html`<button
              class="link-button"
              part="metadata-more"
              type="button"
              @click=${() => void this.#showMore(first.length)}
            >
              ${texts.text('metadataPage.more_values', { rest: texts.number(Math.min(rest, SHOWN_MORE)) })}
            </button>`
          : nothing
      }
      ${this.takesNew ? this.#adding() : nothing}
      <p class="muted small" data-say="polite">${hasNone ? texts.text('metadataPage.no_values') : newValues(chosen, known, texts)}</p>
    `
  }

  #filter(): TemplateResult {
    const text = this.context.texts.text('metadataPage.filter')
    return html`<input
      class="field"
      part="metadata-filter"
      type="search"
      autocomplete="off"
      aria-label=${text}
      placeholder=${text}
      @input=${(event: Event) => {
        this.word = (event.target as HTMLInputElement).value
        this.limit = SHOWN_AT_FIRST
      }}
      @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()}
    />`
  }

  #option({ external_id: id, value }: ListValue, chosen: readonly string[]): TemplateResult {
    return html`<label class="check">
      <input
        type="checkbox"
        value=${id}
        .checked=${chosen.includes(id)}
        ?disabled=${this.forced.has(id)}
        @change=${(event: Event) => {
          const isOn = (event.target as HTMLInputElement).checked
          const others = this.#chosen.filter((each) => each !== id)
          this.context.onValue(isOn ? [...others, id] : others)
        }}
      />
      <bdi>${value}</bdi>
    </label>`
  }

  #adding(): TemplateResult {
    const { texts } = this.context
    const label = texts.text('metadataPage.add_value')
    const inputOf = (event: Event): HTMLInputElement =>
      (event.currentTarget as HTMLElement).closest('.metadata-adding')?.querySelector('input') as HTMLInputElement
    return html`<div class="metadata-adding">
      <input
        class="field"
        part="metadata-add"
        type="text"
        list="metadata-${this.field.external_id}-options"
        dir="auto"
        autocomplete="off"
        maxlength=${LONGEST_VALUE}
        aria-label=${label}
        placeholder=${label}
        @keydown=${(event: KeyboardEvent) => {
          if (event.isComposing || event.key !== 'Enter') return
          event.preventDefault()
          this.#take(inputOf(event))
        }}
        @blur=${(event: Event) => this.#take(inputOf(event))}
      />
      <datalist id="metadata-${this.field.external_id}-options">
        ${this.#known.map(({ value }) => html`<option value=${value}></option>`)}
      </datalist>
      <button
        class="button quiet"
        part="button metadata-add-button"
        type="button"
        @click=${(event: Event) => {
          const input = inputOf(event)
          this.#take(input)
          input.focus()
        }}
      >
        ${texts.text('metadataPage.add')}
      </button>
    </div>`
  }

  #take(input: HTMLInputElement): void {
    const id = idOfTyped(input.value, this.#known)
    input.value = ''
    if (id !== '' && !this.#chosen.includes(id)) this.context.onValue([...this.#chosen, id])
  }

  get #known(): readonly ListValue[] {
    return this.field.datasource?.values ?? []
  }

  /** The button may be gone then: people go on with what is new. */
  async #showMore(shown: number): Promise<void> {
    this.limit += SHOWN_MORE
    await this.updateComplete
    this.querySelectorAll<HTMLElement>('[type=checkbox]')[shown]?.focus()
  }

  get #chosen(): readonly string[] {
    return Array.isArray(this.value) ? (this.value as readonly string[]) : []
  }
}

/** Says which of the values come into the list with the upload. */
export function newValues(
  ids: readonly string[],
  known: readonly ListValue[],
  texts: UploadTexts,
): string | typeof nothing {
  const added = newAmong(ids, known)
  return added.length === 0 ? nothing : texts.text('metadataPage.new_values', { values: added.join(', ') })
}
