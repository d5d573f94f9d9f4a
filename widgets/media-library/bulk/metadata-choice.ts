/** Which field of structured metadata everything that is selected gets which value of. */
import { html, nothing, type TemplateResult } from 'lit'
import type { LibraryAsset } from '../api/library-asset.ts'
import { fieldProblem } from '../edit/field-problem.ts'
import { metadataEntry } from '../edit/metadata-entry.ts'
import type { LibraryContext } from '../library-context.ts'
import type { MetadataField } from '../types.ts'

export class MetadataChoice {
  readonly #context: LibraryContext
  #fields: readonly MetadataField[] | undefined
  #field: MetadataField | undefined
  #value: string | readonly string[] = ''

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
    return this.#field !== undefined && fieldProblem(this.#field, this.#value) === undefined
  }

  get values(): Readonly<Record<string, unknown>> {
    return this.#field ? { [this.#field.external_id]: this.#value } : {}
  }

  begin(selection: readonly LibraryAsset[]): void {
    this.#choose(this.#fields?.[0], selection)
  }

  render(selection: readonly LibraryAsset[]): TemplateResult {
    const texts = this.#context.texts()
    const field = this.#field
    return html`<div class="field-group">
        <label class="field-label" for="bulk-field">${texts.text('bulk.describe_field')}</label>
        <select id="bulk-field" class="field" @change=${(event: Event) =>
          this.#choose(this.#fieldNamed((event.target as HTMLSelectElement).value), selection)}>
          ${(this.#fields ?? []).map(
            ({ external_id: id, label }) =>
              html`<option value=${id} ?selected=${id === field?.external_id}>${label}</option>`,
          )}
        </select>
      </div>
      ${
        field
          ? metadataEntry({
              field,
              value: this.#value,
              texts,
              isJudged: this.#value.length > 0,
              onChange: (value) => {
                this.#value = value
                this.#context.requestUpdate()
              },
            })
          : nothing
      }
      ${field && !isShared(field, selection) ? html`<p class="muted small">${texts.text('bulk.describe_mixed')}</p>` : nothing}`
  }

  #fieldNamed(id: string): MetadataField | undefined {
    return this.#fields?.find(({ external_id }) => external_id === id)
  }

  /** Begins with the value that all of them have. */
  #choose(field: MetadataField | undefined, selection: readonly LibraryAsset[]): void {
    this.#field = field
    const shared = field && isShared(field, selection) ? valueIn(field, selection[0]) : ''
    this.#value = Array.isArray(shared) ? shared.map(String) : String(shared)
    this.#context.requestUpdate()
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
