/** How everything that is selected is called from now on: a pattern, with what it comes to for the first of them. */
import { html, type TemplateResult } from 'lit'
import { type LibraryAsset, nameOf } from '../api/library-asset.ts'
import type { LibraryContext } from '../library-context.ts'

const NAME = '{name}'
const NUMBER = '{n}'
const FIRST = 3
const LONGEST = 255

export class NameChoice {
  readonly #context: LibraryContext
  #pattern = NAME

  constructor(context: LibraryContext) {
    this.#context = context
  }

  begin(): void {
    this.#pattern = NAME
  }

  isReady(selection: readonly LibraryAsset[]): boolean {
    const name = this.namer(selection.length)
    const names = selection.map(name)
    return (
      names.every((each) => each !== '' && each.length <= LONGEST) &&
      names.some((each, index) => each !== selection[index]?.display_name)
    )
  }

  /** Numbers have as many digits as the last of them, so that they sort. */
  namer(count: number): (asset: LibraryAsset, index: number) => string {
    const pattern = this.#pattern
    const digits = String(count).length
    return (asset, index) =>
      pattern
        .split(NAME)
        .map((part) => part.replaceAll(NUMBER, String(index + 1).padStart(digits, '0')))
        .join(nameOf(asset))
        .trim()
  }

  render(selection: readonly LibraryAsset[]): TemplateResult {
    const texts = this.#context.texts()
    const name = this.namer(selection.length)
    return html`<div class="field-group">
        <label class="field-label" for="bulk-pattern">${texts.text('bulk.rename_pattern')}</label>
        <input id="bulk-pattern" class="field" type="text" dir="auto" autocomplete="off" maxlength=${LONGEST}
          aria-describedby="bulk-pattern-hint" .value=${this.#pattern}
          @input=${(event: Event) => {
            this.#pattern = (event.target as HTMLInputElement).value
            this.#context.requestUpdate()
          }} />
        <p id="bulk-pattern-hint" class="muted small">${texts.text('bulk.rename_hint', { name: NAME, number: NUMBER })}</p>
      </div>
      <ul class="bulk-names">
        ${selection
          .slice(0, FIRST)
          .map(
            (asset, index) =>
              html`<li><bdi class="muted">${nameOf(asset)}</bdi><span aria-hidden="true"> → </span><bdi>${name(asset, index)}</bdi></li>`,
          )}
      </ul>`
  }
}
