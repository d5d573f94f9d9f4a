/** Fields of structured metadata as the server describes them, and what a value has to satisfy. Pure. */
import type { MessageValues } from '../../kit/i18n/messages.ts'
import type { UploadMessageKey } from '../messages/texts.ts'

export type MetadataValue = string | number | readonly string[]
export type MetadataValues = Readonly<Record<string, MetadataValue>>
/** What was said, by field id; null: that there is to be no value. */
export type Said = Readonly<Record<string, MetadataValue | null>>

type Bound =
  | { readonly type: 'greater_than' | 'less_than'; readonly value: string | number; readonly equals?: boolean }
  | { readonly type: 'strlen'; readonly min?: number; readonly max?: number }

export interface MetadataField {
  readonly type: 'string' | 'integer' | 'date' | 'enum' | 'set'
  readonly external_id: string
  readonly label: string
  readonly mandatory: boolean
  readonly default_value: MetadataValue | null
  readonly default_disabled: boolean
  readonly validation: Bound | { readonly type: 'and'; readonly rules: readonly Bound[] } | null
  readonly restrictions: { readonly readonly_ui: boolean }
  readonly allow_dynamic_list_values?: boolean
  readonly datasource?: {
    readonly values: readonly { external_id: string; value: string; state: 'active' | 'inactive' }[]
  }
}

export interface FieldProblem {
  readonly key: UploadMessageKey
  readonly values: MessageValues
}

/** What is said of a new file at first: what the page gives. Defaults are the server's to add. */
export function saidByPage(fields: readonly MetadataField[], given: Readonly<Record<string, unknown>>): Said {
  const said: Record<string, MetadataValue | null> = {}
  for (const { external_id: id, type } of fields) {
    const value = given[id]
    if (value === undefined) continue
    if (value === null) said[id] = null
    else said[id] = Array.isArray(value) ? value.map(String) : type === 'integer' ? Number(value) : String(value)
  }
  return said
}

export function isEmpty(value: MetadataValue | null | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

export function problemOf(field: MetadataField, value: MetadataValue | undefined): FieldProblem | undefined {
  const problem = (name: string, values: MessageValues = {}): FieldProblem => ({
    key: `metadataPage.validationErrors.${name}` as UploadMessageKey,
    values,
  })
  if (value === undefined || isEmpty(value)) return field.mandatory ? problem('required') : undefined
  if (field.type === 'integer' && !Number.isSafeInteger(value)) return problem('integer')
  if (field.type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return problem('date')
  for (const bound of boundsOf(field)) {
    const broken = brokenBound(bound, value, field.type === 'date')
    if (broken) return problem(broken.name, broken.values)
  }
  return undefined
}

function boundsOf({ validation }: MetadataField): readonly Bound[] {
  if (validation === null) return []
  return validation.type === 'and' ? validation.rules : [validation]
}

function brokenBound(
  bound: Bound,
  value: MetadataValue,
  isDate: boolean,
): { readonly name: string; readonly values: MessageValues } | undefined {
  if (bound.type === 'strlen') {
    // As people count: a letter outside of the basic plane is one.
    const { length } = [...String(value)]
    if (bound.min !== undefined && length < bound.min) return { name: 'too_short', values: { num: bound.min } }
    if (bound.max !== undefined && length > bound.max) return { name: 'too_long', values: { num: bound.max } }
    return undefined
  }
  const [one, other] = isDate ? [String(value), String(bound.value)] : [Number(value), Number(bound.value)]
  if (bound.equals && one === other) return undefined
  const isBroken = bound.type === 'less_than' ? !(one < other) : !(one > other)
  if (!isBroken) return undefined
  const names = isDate
    ? { less_than: ['before', 'not_after'], greater_than: ['after', 'not_before'] }
    : { less_than: ['less_than', 'at_most'], greater_than: ['greater_than', 'at_least'] }
  return { name: names[bound.type][bound.equals ? 1 : 0] ?? '', values: { value: String(bound.value) } }
}
