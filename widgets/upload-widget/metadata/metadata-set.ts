/** The options of a set as check boxes; long lists begin short, grow on demand, and are narrowed by typing. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import type { MetadataField, MetadataValue } from './metadata-field.ts'
import type { InputContext } from './metadata-input.ts'

/** Shorter lists are read faster than searched. */
const FILTER_FROM = 13
const SHOWN_AT_FIRST = 8
const SHOWN_MORE = 50

type Option = { readonly external_id: string; readonly value: string }

export class MetadataSet extends LitElement {
  static override readonly properties = {
    field: {},
    value: {},
    forced: {},
    context: {},
    word: { state: true },
    limit: { state: true },
  }

  declare field: MetadataField
  declare value: MetadataValue | undefined
  /** Options that stay. */
  declare forced: ReadonlySet<string>
  declare context: InputContext
  declare word: string
  declare limit: number

  constructor() {
    super()
    this.word = ''
    this.limit = SHOWN_AT_FIRST
  }

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override render(): TemplateResult {
    const { texts } = this.context
    const options: readonly Option[] = this.field.datasource?.values ?? []
    const chosen = this.#chosen
    const word = this.word.trim().toLocaleLowerCase()
    const found = word === '' ? options : options.filter(({ value }) => value.toLocaleLowerCase().includes(word))
    const limit = options.length < FILTER_FROM ? options.length : this.limit
    const first = found.slice(0, limit)
    // Nobody should have to look for what is chosen already.
    const further = found.slice(limit).filter(({ external_id: id }) => chosen.includes(id))
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
      <p class="muted small" role="status">${found.length === 0 ? texts.text('metadataPage.no_values') : nothing}</p>
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

  #option({ external_id: id, value }: Option, chosen: readonly string[]): TemplateResult {
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
