/** Which tags are added to what is selected, and which are taken away. */
import { html, nothing, type TemplateResult } from 'lit'
import type { LibraryAsset } from '../api/library-asset.ts'
import { tagEntry } from '../edit/tag-entry.ts'
import type { LibraryContext } from '../library-context.ts'
import type { TagChange } from './wishes.ts'

/** More would be no list that people read. */
const MOST_SHOWN = 40
const ASK_AFTER_MS = 200

export class TagChoice {
  readonly #context: LibraryContext
  #add: readonly string[] = []
  #remove: readonly string[] = []
  #isReplacing = false
  #suggestions: readonly string[] = []
  #asking: ReturnType<typeof setTimeout> | undefined

  constructor(context: LibraryContext) {
    this.#context = context
  }

  get change(): TagChange {
    return { add: this.#add, remove: this.#remove, isReplacing: this.#isReplacing }
  }

  get isChange(): boolean {
    return this.#add.length > 0 || this.#remove.length > 0 || this.#isReplacing
  }

  begin(): void {
    this.#add = []
    this.#remove = []
    this.#isReplacing = false
  }

  render(selection: readonly LibraryAsset[]): TemplateResult {
    const texts = this.#context.texts()
    const counts = new Map<string, number>()
    for (const tag of selection.flatMap(({ tags = [] }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    const present = [...counts].sort(([, one], [, other]) => other - one).slice(0, MOST_SHOWN)
    return html`
      ${tagEntry({
        id: 'bulk-tags',
        label: texts.text('bulk.tag_add'),
        tags: this.#add,
        texts,
        suggestions: this.#suggestions,
        onChange: (tags) => {
          this.#add = tags
          this.#context.requestUpdate()
        },
        onInput: (prefix) => this.#suggest(prefix),
      })}
      ${
        present.length === 0
          ? nothing
          : html`<label class="edit-check">
              <input type="checkbox" data-replace .checked=${this.#isReplacing} @change=${() => this.#toggleReplacing()} />
              <span>${texts.text('bulk.tag_replace')}</span>
            </label>`
      }
      ${
        present.length === 0 || this.#isReplacing
          ? nothing
          : html`<fieldset class="bulk-tags">
              <legend class="field-label">${texts.text('bulk.tag_remove')}</legend>
              ${present.map(
                ([tag, number]) => html`<label class="edit-check">
                  <input type="checkbox" .checked=${this.#remove.includes(tag)} @change=${() => this.#toggle(tag)} />
                  <span>${texts.text('bulk.tag_count', { name: tag, number, total: selection.length })}</span>
                </label>`,
              )}
            </fieldset>`
      }
    `
  }

  #toggle(tag: string): void {
    this.#remove = this.#remove.includes(tag) ? this.#remove.filter((other) => other !== tag) : [...this.#remove, tag]
    this.#context.requestUpdate()
  }

  #toggleReplacing(): void {
    this.#isReplacing = !this.#isReplacing
    this.#remove = []
    this.#context.requestUpdate()
  }

  #suggest(prefix: string): void {
    clearTimeout(this.#asking)
    if (prefix === '' || !this.#context.may('tags.list')) return
    this.#asking = setTimeout(async () => {
      const answer = await this.#context.api.tags(prefix)
      if (!answer.ok) return
      this.#suggestions = answer.value
      this.#context.requestUpdate()
    }, ASK_AFTER_MS)
  }
}
