/** The control of one field, by its type, with label, problem and limits. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { UploadTexts } from '../messages/texts.ts'
import type { MetadataField, MetadataValue } from './metadata-field.ts'

export interface InputContext {
  readonly texts: UploadTexts
  /** What is wrong with the value, in words. */
  readonly problem: string | undefined
  readonly onValue: (value: MetadataValue | undefined) => void
}

export function metadataInput(
  field: MetadataField,
  value: MetadataValue | undefined,
  context: InputContext,
): TemplateResult {
  const id = `metadata-${field.external_id}`
  const problem = context.problem
    ? html`<p id="${id}-problem" class="field-error" part="error" role="alert">${icon('alert')}${context.problem}</p>`
    : nothing
  if (field.type === 'set') return html`${setOf(field, value, context, id)}${problem}`
  const control = field.type === 'enum' ? choiceOf(field, value, context, id) : lineOf(field, value, context, id)
  return html`<label class="field-label" for=${id}>${labelOf(field, context)}</label>${control}${problem}`
}

function labelOf({ label, mandatory }: MetadataField, { texts }: InputContext): TemplateResult {
  return html`<bdi>${label}</bdi>${mandatory ? html` <span class="muted small">(${texts.text('metadataPage.required')})</span>` : nothing}`
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
    ${offered(field).map(
      (option) =>
        html`<option value=${option.external_id} .selected=${option.external_id === value}>${option.value}</option>`,
    )}
  </select>`
}

function setOf(
  field: MetadataField,
  value: MetadataValue | undefined,
  context: InputContext,
  id: string,
): TemplateResult {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : []
  return html`<fieldset
    id=${id}
    class="metadata-set ${context.problem ? 'invalid' : ''}"
    part="metadata-input"
    aria-describedby=${context.problem ? `${id}-problem` : nothing}
  >
    <legend class="field-label">${labelOf(field, context)}</legend>
    ${offered(field).map(
      (option) => html`<label class="check">
        <input
          type="checkbox"
          value=${option.external_id}
          .checked=${chosen.includes(option.external_id)}
          @change=${(event: Event) => {
            const isOn = (event.target as HTMLInputElement).checked
            const others = chosen.filter((each) => each !== option.external_id)
            context.onValue(isOn ? [...others, option.external_id] : others)
          }}
        />
        <bdi>${option.value}</bdi>
      </label>`,
    )}
  </fieldset>`
}

function offered({ datasource }: MetadataField): readonly { external_id: string; value: string }[] {
  return (datasource?.values ?? []).filter(({ state }) => state === 'active')
}
