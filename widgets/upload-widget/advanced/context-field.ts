/** Context: lines of a name and a value. Lines without a name are not sent. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { View } from '../parts/view.ts'

type Line = readonly [name: string, value: string]

export class ContextField extends LitElement {
  static override readonly properties = { view: {}, lines: { state: true } }

  declare view: View
  declare lines: readonly Line[]
  #hasNewLine = false

  constructor() {
    super()
    this.lines = []
  }

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Lines that were typed before this was closed and opened again.
    if (changed.has('view') && this.lines.length === 0) this.lines = Object.entries(this.view.state.context)
  }

  protected override updated(): void {
    if (!this.#hasNewLine) return
    this.#hasNewLine = false
    this.querySelector<HTMLInputElement>('.context-line:last-of-type input')?.focus()
  }

  protected override render(): TemplateResult {
    const { texts } = this.view
    return html`<fieldset class="context field-group">
      <legend class="field-label">${texts.text('advanced_options.context')}</legend>
      <p class="muted small">${texts.text('advanced_options.context_hint')}</p>
      ${this.lines.map((line, index) => this.#line(line, index))}
      <button
        class="button quiet small"
        part="button context-add"
        type="button"
        @click=${() => {
          this.#hasNewLine = true
          this.#change([...this.lines, ['', '']])
        }}
      >
        ${texts.text('advanced_options.context_add')}
      </button>
    </fieldset>`
  }

  #line([name, value]: Line, index: number): TemplateResult {
    const { texts } = this.view
    // Two fields may be written before the next render, by a password manager or a test.
    const now = (): Line => this.lines[index] ?? ['', '']
    const replaced = (line: Line): void => this.#change(this.lines.with(index, line))
    return html`<div class="context-line">
      <input
        class="field"
        part="context-key"
        type="text"
        autocomplete="off"
        placeholder=${texts.text('advanced_options.context_key')}
        aria-label=${texts.text('advanced_options.context_key')}
        .value=${name}
        @input=${(event: Event) => replaced([(event.target as HTMLInputElement).value, now()[1]])}
      />
      <input
        class="field"
        part="context-value"
        type="text"
        autocomplete="off"
        placeholder=${texts.text('advanced_options.context_value')}
        aria-label=${texts.text('advanced_options.context_value')}
        .value=${value}
        @input=${(event: Event) => replaced([now()[0], (event.target as HTMLInputElement).value])}
      />
      <button
        class="icon-button"
        part="context-remove"
        type="button"
        aria-label=${texts.text('advanced_options.context_remove', { name })}
        @click=${() => {
          this.#change(this.lines.toSpliced(index, 1))
          this.querySelector<HTMLElement>('[part~=context-add]')?.focus()
        }}
      >
        ${icon('close')}
      </button>
    </div>`
  }

  #change(lines: readonly Line[]): void {
    this.lines = lines
    const named = lines.map(([name, value]) => [name.trim(), value.trim()] as const).filter(([name]) => name !== '')
    this.view.actions.setContext(Object.fromEntries(named))
  }
}
