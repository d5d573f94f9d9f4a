/** The control of one field, by its type, with label, problem and limits. */
import { html, nothing, type TemplateResult } from 'lit'
import { define } from '../../kit/define.ts'
import { icon } from '../../kit/icons/icons.ts'
import { idOfTyped, LONGEST_VALUE, nameOfValue } from '../../kit/metadata/list-values.ts'
import type { UploadTexts } from '../messages/texts.ts'
import type { MetadataField, MetadataValue } from './metadata-field.ts'
import { MetadataSet, newValues } from './metadata-set.ts'
import type { ShownField } from './ruled-form.ts'

export interface InputContext {
  readonly texts: UploadTexts
  /** What is wrong with the value, in words. */
  readonly problem: string | undefined
  readonly onValue: (value: MetadataValue | undefined) => void
}

export function metadataInput(shown: ShownField, context: InputContext): TemplateResult {
  const { field, value, isReadOnly } = shown
  const id = `metadata-${field.external_id}`
  if (isReadOnly) return readOnlyOf(field, value, context, id)
  const problem = context.problem
    ? html`<p id="${id}-problem" class="field-error" part="error" data-say="assertive">${icon('alert')}${context.problem}</p>`
    : nothing
  if (field.type === 'set') return html`${setOf(shown, context, id)}${problem}`
  const choose = shown.takesNew ? growingChoiceOf : choiceOf
  const control = field.type === 'enum' ? choose(field, value, context, id) : lineOf(field, value, context, id)
  return html`<label class="field-label" for=${id}>${labelOf(field, context)}</label>${control}${problem}`
}

/** Of a set nothing but its label can say that it has to have a value; other fields say so themselves. */
function labelOf({ label, mandatory, type }: MetadataField, { texts }: InputContext): TemplateResult {
  return html`<bdi>${label}</bdi>${mandatory ? html` ${note(texts.text('metadataPage.required'), type !== 'set')}` : nothing}`
}

function note(text: string, isSaidByField: boolean): TemplateResult {
  return html`<span class="muted small" aria-hidden=${isSaidByField ? 'true' : nothing}>(${text})</span>`
}

/** Seen, not changed: the value is the page's, the field's own, or that of a rule. */
function readOnlyOf(
  field: MetadataField,
  value: MetadataValue | undefined,
  { texts }: InputContext,
  id: string,
): TemplateResult {
  const named = [value ?? []]
    .flat()
    .map(
      (each) => field.datasource?.values.find((option) => option.external_id === String(each))?.value ?? String(each),
    )
  return html`<label class="field-label" for=${id}>
      <bdi>${field.label}</bdi> ${note(texts.text('metadataPage.read_only'), true)}
    </label>
    <input
      id=${id}
      class="field read-only"
      part="metadata-input"
      type="text"
      readonly
      dir="auto"
      .value=${named.length === 0 ? texts.text('metadataPage.none') : named.join(', ')}
    />`
}

function lineOf(
  field: MetadataField,
  value: MetadataValue | undefined,
  { problem, onValue }: InputContext,
  id: string,
): TemplateResult {
  const isNumber = field.type === 'integer'
  return html`<input
    id=${id}
    class="field ${problem ? 'invalid' : ''}"
    part="metadata-input"
    type=${field.type === 'date' ? 'date' : isNumber ? 'number' : 'text'}
    inputmode=${isNumber ? 'numeric' : nothing}
    step=${isNumber ? 1 : nothing}
    autocomplete="off"
    aria-required=${field.mandatory ? 'true' : 'false'}
    aria-invalid=${problem ? 'true' : 'false'}
    aria-describedby=${problem ? `${id}-problem` : nothing}
    .value=${value === undefined ? '' : String(value)}
    @input=${(event: Event) => {
      const input = event.target as HTMLInputElement
      onValue(isNumber && input.value !== '' ? input.valueAsNumber : input.value)
    }}
  />`
}

function choiceOf(
  field: MetadataField,
  value: MetadataValue | undefined,
  { texts, problem, onValue }: InputContext,
  id: string,
): TemplateResult {
  return html`<select
    id=${id}
    class="field ${problem ? 'invalid' : ''}"
    part="metadata-input"
    aria-required=${field.mandatory ? 'true' : 'false'}
    aria-invalid=${problem ? 'true' : 'false'}
    aria-describedby=${problem ? `${id}-problem` : nothing}
    @change=${(event: Event) => onValue((event.target as HTMLSelectElement).value)}
  >
    <option value="" .selected=${value === undefined}>${texts.text('metadataPage.none')}</option>
    ${(field.datasource?.values ?? []).map(
      (option) =>
        html`<option value=${option.external_id} .selected=${option.external_id === value}>${option.value}</option>`,
    )}
  </select>`
}

/** People choose one of the options, or write what is not among them yet. */
function growingChoiceOf(
  field: MetadataField,
  value: MetadataValue | undefined,
  { texts, problem, onValue }: InputContext,
  id: string,
): TemplateResult {
  const options = field.datasource?.values ?? []
  const chosen = value === undefined ? '' : String(value)
  return html`<input
      id=${id}
      class="field ${problem ? 'invalid' : ''}"
      part="metadata-input"
      type="text"
      list="${id}-options"
      dir="auto"
      autocomplete="off"
      maxlength=${LONGEST_VALUE}
      placeholder=${texts.text('metadataPage.may_add')}
      aria-required=${field.mandatory ? 'true' : 'false'}
      aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby="${problem ? `${id}-problem ` : ''}${id}-new"
      .value=${nameOfValue(chosen, options)}
      @input=${(event: Event) => onValue(idOfTyped((event.target as HTMLInputElement).value, options))}
    />
    <datalist id="${id}-options">${options.map(({ value: name }) => html`<option value=${name}></option>`)}</datalist>
    <p id="${id}-new" class="muted small" data-say="polite">${newValues([chosen], options, texts)}</p>`
}

function setOf({ field, value, forced, takesNew }: ShownField, context: InputContext, id: string): TemplateResult {
  return html`<fieldset
    id=${id}
    class="metadata-set ${context.problem ? 'invalid' : ''}"
    part="metadata-input"
    aria-describedby=${context.problem ? `${id}-problem` : nothing}
  >
    <legend class="field-label">${labelOf(field, context)}</legend>
    <tintype-metadata-set .field=${field} .value=${value} .forced=${forced} .takesNew=${takesNew} .context=${context}></tintype-metadata-set>
  </fieldset>`
}

define('tintype-metadata-set', MetadataSet)
