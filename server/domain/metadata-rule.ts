/** A conditional rule: when the values of other fields meet a condition, it changes what one field may have. */
import type { MetadataValue } from './metadata-field.ts'

/** As on the wire. A leaf has one of `populated`, `includes` and `equals`. */
export type MetadataCondition =
  | { readonly and: readonly MetadataCondition[] }
  | { readonly or: readonly MetadataCondition[] }
  | MetadataConditionLeaf

export interface MetadataConditionLeaf {
  readonly metadata_field_id: string
  readonly populated?: boolean | undefined
  /** A set has all of them; any other value is one of them. */
  readonly includes?: readonly (string | number)[] | undefined
  readonly equals?: MetadataValue | undefined
}

/** As on the wire. */
export interface MetadataRuleResult {
  readonly enable?: boolean | undefined
  readonly activate_values?:
    | 'all'
    | { readonly external_ids: readonly string[]; readonly mode?: 'override' | 'append' | undefined }
    | undefined
  readonly apply_value?: { readonly value: MetadataValue; readonly mode?: 'default' | 'append' | undefined } | undefined
  readonly set_mandatory?: boolean | undefined
}

export interface MetadataRule {
  readonly environmentId: string
  readonly externalId: string
  /** The field that it changes. */
  readonly fieldId: string
  readonly name: string | null
  readonly condition: MetadataCondition
  readonly result: MetadataRuleResult
  readonly state: 'active' | 'inactive'
  /** Among the rules of its field, from 1: later ones win. */
  readonly position: number
  readonly createdAt: number
}

/** The fields that a condition looks at, each once. */
export function fieldsOfCondition(condition: MetadataCondition): readonly string[] {
  if ('and' in condition) return [...new Set(condition.and.flatMap(fieldsOfCondition))]
  if ('or' in condition) return [...new Set(condition.or.flatMap(fieldsOfCondition))]
  return [condition.metadata_field_id]
}
