/** One field of structured metadata, by its type, with what is wrong with its value. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { LibraryTexts } from '../messages/texts.ts'
import type { MetadataField } from '../types.ts'
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
    ${field.type === 'enum' ? select(entry, id, problem !== undefined) : input(entry, id, problem !== undefined)} ${error}
  </div>`
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

function setEntry(
  { field, value, onChange }: MetadataEntry,
  label: TemplateResult,
  error: TemplateResult | typeof nothing,
): TemplateResult {
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
    ${error}
  </fieldset>`
}

/** Values that were taken out of use are still offered where they are chosen. */
function optionsOf(field: MetadataField, chosen: readonly string[]) {
  const values = field.datasource?.values ?? []
  return values.filter(({ state, external_id: id }) => state !== 'inactive' || chosen.includes(id))
}

function isReadOnly(field: MetadataField): boolean {
  return field.restrictions?.readonly_ui === true
}
