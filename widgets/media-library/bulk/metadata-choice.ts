/** Which fields of structured metadata everything that is selected gets which values of, all in one go. */
import { html, nothing, type TemplateResult } from 'lit'
import type { LibraryAsset } from '../api/library-asset.ts'
import { fieldProblem } from '../edit/field-problem.ts'
import { metadataEntry } from '../edit/metadata-entry.ts'
import type { LibraryContext } from '../library-context.ts'
import type { MetadataField } from '../types.ts'

type Value = string | readonly string[]

export class MetadataChoice {
  readonly #context: LibraryContext
  #fields: readonly MetadataField[] | undefined
  /** Of the fields that are to be set, by their ids. */
  #values: ReadonlyMap<string, Value> = new Map()

  constructor(context: LibraryContext) {
    this.#context = context
  }

  /** Whether there is anything to choose from; asked for once. */
  get isPossible(): boolean {
    if (!this.#context.may('assets.metadata') || !this.#context.may('metadata_fields.list')) return false
    if (this.#fields === undefined) void this.#load()
    return this.#fields !== undefined && this.#fields.length > 0
  }

  get isReady(): boolean {
    return this.#values.size > 0 && this.#chosen.every((field) => !fieldProblem(field, this.#valueFor(field)))
  }

  get values(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.#values)
  }

  /** Where there is but one field, it is meant. */
  begin(selection: readonly LibraryAsset[]): void {
    this.#values = new Map()
    const [only, ...others] = this.#fields ?? []
    if (only && others.length === 0) this.#toggle(only, selection)
  }

  render(selection: readonly LibraryAsset[]): TemplateResult {
    const texts = this.#context.texts()
    return html`<div class="fields-choice" role="group" aria-label=${texts.text('bulk.describe_fields')}>
      <p class="muted small">${texts.text('bulk.describe_fields')}</p>
      ${(this.#fields ?? []).map(
        (field) => html`<label class="edit-check">
            <input type="checkbox" data-choose=${field.external_id} .checked=${this.#values.has(field.external_id)}
              @change=${() => this.#toggle(field, selection)} />
            <span dir="auto">${field.label}</span>
          </label>
          ${this.#values.has(field.external_id) ? this.#entry(field, selection) : nothing}`,
      )}
    </div>`
  }

  #entry(field: MetadataField, selection: readonly LibraryAsset[]): TemplateResult {
    const texts = this.#context.texts()
    const value = this.#valueFor(field)
    const onChange = (next: Value): void => this.#set(field, next)
    return html`${metadataEntry({ field, value, texts, isJudged: value.length > 0, onChange })}
      ${isShared(field, selection) ? nothing : html`<p class="field-group muted small">${texts.text('bulk.describe_mixed')}</p>`}`
  }

  get #chosen(): readonly MetadataField[] {
    return (this.#fields ?? []).filter(({ external_id: id }) => this.#values.has(id))
  }

  #valueFor({ external_id: id }: MetadataField): Value {
    return this.#values.get(id) ?? ''
  }

  #set({ external_id: id }: MetadataField, value: Value): void {
    this.#values = new Map(this.#values).set(id, value)
    this.#context.requestUpdate()
  }

  /** Begins with the value that all of them have. */
  #toggle(field: MetadataField, selection: readonly LibraryAsset[]): void {
    const { external_id: id } = field
    if (this.#values.has(id)) {
      this.#values = new Map([...this.#values].filter(([other]) => other !== id))
      this.#context.requestUpdate()
      return
    }
    const shared = isShared(field, selection) ? valueIn(field, selection[0]) : ''
    this.#set(field, Array.isArray(shared) ? shared.map(String) : String(shared))
  }

  async #load(): Promise<void> {
    this.#fields = []
    const answer = await this.#context.api.metadataFields()
    if (!answer.ok) return
    this.#fields = answer.value.filter(({ restrictions }) => restrictions?.readonly_ui !== true)
    this.#context.requestUpdate()
  }
}

function valueIn({ external_id: id }: MetadataField, asset: LibraryAsset | undefined): unknown {
  return asset?.metadata?.[id] ?? ''
}

function isShared(field: MetadataField, selection: readonly LibraryAsset[]): boolean {
  return new Set(selection.map((asset) => JSON.stringify(valueIn(field, asset)))).size < 2
}
