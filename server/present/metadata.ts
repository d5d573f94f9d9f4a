/** Metadata fields, their options and conditional rules as the Admin API shows them. */
import { createHash } from 'node:crypto'
import type { MetadataFieldJson, MetadataOptionJson } from '../contract/metadata-fields.ts'
import type { EffectiveRuleJson, MetadataRuleJson } from '../contract/metadata-rules.ts'
import { hasOptions, type MetadataField, type MetadataOption } from '../domain/metadata-field.ts'
import type { MetadataRule } from '../domain/metadata-rule.ts'

export function presentField(field: MetadataField): MetadataFieldJson {
  const { defaultValue } = field
  return {
    type: field.type,
    external_id: field.externalId,
    label: field.label,
    mandatory: field.mandatory,
    default_value: typeof defaultValue === 'object' && defaultValue !== null ? [...defaultValue] : defaultValue,
    default_disabled: field.defaultDisabled,
    validation: field.validation,
    restrictions: { readonly_ui: field.restrictions.readonlyUi },
    ...(hasOptions(field)
      ? {
          datasource: { values: field.options.map(presentOption) },
          allow_dynamic_list_values: field.allowDynamicListValues,
        }
      : {}),
  }
}

export function presentOption({ externalId, value, state, position }: MetadataOption): MetadataOptionJson {
  return { external_id: externalId, value, state, position }
}

export function presentRule(rule: MetadataRule): MetadataRuleJson {
  return {
    external_id: rule.externalId,
    metadata_field_id: rule.fieldId,
    name: rule.name,
    condition: rule.condition,
    result: rule.result,
    state: rule.state,
    position: rule.position,
    condition_signature: signatureOf(rule),
  }
}

export function presentEffectiveRule(rule: MetadataRule): EffectiveRuleJson {
  const { externalId, fieldId, condition, result } = rule
  return { external_id: externalId, metadata_field_id: fieldId, condition, result }
}

/** Equal conditions have equal signatures: a UUID of their text. */
function signatureOf({ condition }: MetadataRule): string {
  const hex = createHash('sha256').update(JSON.stringify(condition)).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
