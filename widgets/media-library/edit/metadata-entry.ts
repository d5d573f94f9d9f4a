/** One field of structured metadata, by its type, with what is wrong with its value. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { idOfTyped, LONGEST_VALUE, nameOfValue, newAmong } from '../../kit/metadata/list-values.ts'
import type { LibraryTexts } from '../messages/texts.ts'
import type { MetadataField, MetadataOption } from '../types.ts'
import { fieldProblem } from './field-problem.ts'

export interface MetadataEntry {
  readonly field: MetadataField
  readonly value: string | readonly string[]
  readonly texts: LibraryTexts
  /** Told of what is wrong only after people have been there, or tried to save. */
  readonly isJudged: boolean
  readonly onChange: (value: string | readonly string[]) => void
}

const INPUT_TYPES = { string: 'text', integer: 'number', date: 'date' } as const

export function metadataEntry(entry: MetadataEntry): TemplateResult {
  const { field, value, texts, isJudged } = entry
  const id = `field-${field.external_id}`
  const problem = isJudged ? fieldProblem(field, value) : undefined
  const label = html`<span dir="auto">${field.label}</span>${
    field.mandatory ? html` <span class="muted small">(${texts.text('edit.required')})</span>` : nothing
  }`
  const error = problem
    ? html`<p id="${id}-error" class="field-error" part="error">${icon('alert')}${texts.text(problem.key, problem.values)}</p>`
    : nothing
  if (field.type === 'set') return setEntry(entry, label, error)
  return html`<div class="field-group" data-field=${field.external_id}>
    <label class="field-label" for=${id}>${label}</label>
    ${control(entry, id, problem !== undefined)} ${error}
  </div>`
}

function control(entry: MetadataEntry, id: string, isWrong: boolean): TemplateResult {
  if (entry.field.type !== 'enum') return input(entry, id, isWrong)
  return takesNew(entry.field) ? growingSelect(entry, id, isWrong) : select(entry, id, isWrong)
}

function input({ field, value, onChange }: MetadataEntry, id: string, isWrong: boolean): TemplateResult {
  const type = INPUT_TYPES[field.type as keyof typeof INPUT_TYPES] ?? 'text'
  return html`<input id=${id} class="field ${isWrong ? 'invalid' : ''}" type=${type} step=${type === 'number' ? '1' : nothing}
    dir=${type === 'text' ? 'auto' : nothing} aria-required=${field.mandatory ? 'true' : 'false'}
    ?disabled=${isReadOnly(field)} aria-invalid=${isWrong ? 'true' : 'false'} aria-describedby=${isWrong ? `${id}-error` : nothing}
    .value=${String(value)} @input=${(event: Event) => onChange((event.target as HTMLInputElement).value)} />`
}

function select({ field, value, texts, onChange }: MetadataEntry, id: string, isWrong: boolean): TemplateResult {
  return html`<select id=${id} class="field ${isWrong ? 'invalid' : ''}" aria-required=${field.mandatory ? 'true' : 'false'}
    ?disabled=${isReadOnly(field)} aria-invalid=${isWrong ? 'true' : 'false'} aria-describedby=${isWrong ? `${id}-error` : nothing}
    @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}>
    <option value="" ?selected=${value === ''}>${texts.text('edit.choose')}</option>
    ${optionsOf(field, [value].flat()).map(
      (option) =>
        html`<option value=${option.external_id} ?selected=${option.external_id === value}>${option.value}</option>`,
    )}
  </select>`
}

/** People choose one of the values, or write what is not among them yet. */
function growingSelect({ field, value, texts, onChange }: MetadataEntry, id: string, isWrong: boolean): TemplateResult {
  const known = optionsOf(field, [])
  const chosen = String(value)
  return html`<input id=${id} class="field ${isWrong ? 'invalid' : ''}" type="text" list="${id}-options" dir="auto" autocomplete="off"
      maxlength=${LONGEST_VALUE} placeholder=${texts.text('edit.may_add')} aria-required=${field.mandatory ? 'true' : 'false'}
      aria-invalid=${isWrong ? 'true' : 'false'} aria-describedby="${isWrong ? `${id}-error ` : ''}${id}-new"
      .value=${nameOfValue(chosen, allOf(field))}
      @input=${(event: Event) => onChange(idOfTyped((event.target as HTMLInputElement).value, known))} />
    ${datalist(id, known)}${newNote(id, [chosen], field, texts)}`
}

/** Takes what is not among the values yet: with Enter, with the button, or when people go on. */
function addingRow({ field, value, texts, onChange }: MetadataEntry, id: string): TemplateResult {
  const known = optionsOf(field, [])
  const chosen = [value].flat().filter(Boolean)
  const inputOf = (event: Event): HTMLInputElement =>
    (event.currentTarget as HTMLElement).closest('.field-row')?.querySelector('input') as HTMLInputElement
  const take = (event: Event): void => {
    const taken = inputOf(event)
    const added = idOfTyped(taken.value, known)
    taken.value = ''
    if (added !== '' && !chosen.includes(added)) onChange([...chosen, added])
  }
  return html`<div class="field-row">
      <input id=${id} class="field" part="value-input" type="text" list="${id}-options" dir="auto" autocomplete="off"
        maxlength=${LONGEST_VALUE} aria-label=${texts.text('edit.add_value')} placeholder=${texts.text('edit.add_value')}
        @keydown=${(event: KeyboardEvent) => {
          if (event.isComposing || event.key !== 'Enter') return
          event.preventDefault()
          take(event)
        }}
        @blur=${take} />
      ${datalist(id, known)}
      <button class="button quiet" part="button" type="button" @click=${(event: Event) => {
        take(event)
        inputOf(event).focus()
      }}>${texts.text('edit.tag_add')}</button>
    </div>
    ${newNote(id, chosen, field, texts)}`
}

function datalist(id: string, known: readonly MetadataOption[]): TemplateResult {
  return html`<datalist id="${id}-options">${known.map(({ value }) => html`<option value=${value}></option>`)}</datalist>`
}

/** Says which of the values join the list when they are saved. */
function newNote(id: string, chosen: readonly string[], field: MetadataField, texts: LibraryTexts): TemplateResult {
  const added = newAmong(chosen, allOf(field))
  const note = added.length === 0 ? nothing : texts.text('edit.new_values', { values: added.join(', ') })
  return html`<p id="${id}-new" class="muted small" data-say="polite">${note}</p>`
}

function setEntry(entry: MetadataEntry, label: TemplateResult, error: TemplateResult | typeof nothing): TemplateResult {
  const { field, value, onChange } = entry
  const chosen = [value].flat().filter(Boolean)
  return html`<fieldset class="field-group edit-set" data-field=${field.external_id} ?disabled=${isReadOnly(field)}>
    <legend class="field-label">${label}</legend>
    ${optionsOf(field, chosen).map(
      ({ external_id: id, value: name }) => html`<label class="edit-check">
        <input type="checkbox" .checked=${chosen.includes(id)}
          @change=${(event: Event) =>
            onChange(
              (event.target as HTMLInputElement).checked ? [...chosen, id] : chosen.filter((other) => other !== id),
            )} />
        <span dir="auto">${name}</span>
      </label>`,
    )}
    ${takesNew(field) ? addingRow(entry, `field-${field.external_id}`) : nothing} ${error}
  </fieldset>`
}

/** Values that were taken out of use are still offered where they are chosen, and so is what joins the list. */
function optionsOf(field: MetadataField, chosen: readonly string[]): readonly MetadataOption[] {
  const values = allOf(field)
  const offered = values.filter(({ state, external_id: id }) => state !== 'inactive' || chosen.includes(id))
  return [...offered, ...newAmong(chosen, values).map((id) => ({ external_id: id, value: id }))]
}

function allOf(field: MetadataField): readonly MetadataOption[] {
  return field.datasource?.values ?? []
}

function takesNew(field: MetadataField): boolean {
  return field.allow_dynamic_list_values === true && !isReadOnly(field)
}

function isReadOnly(field: MetadataField): boolean {
  return field.restrictions?.readonly_ui === true
}
