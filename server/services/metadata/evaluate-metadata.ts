/**
 * The metadata of an asset after a request: values are read by their fields, then conditional rules are carried out, field
 * after field, each after those it depends on. Pure: the same input gives the same output.
 *
 *   new assets       get default values; mandatory fields without a value are refused
 *   changed assets   keep what is not mentioned; rules act when a change makes their condition true, or gives their field
 *                    a value
 *   an empty value   removes the value, and no default comes in its place
 *   clear_invalid    values that rules do not allow are removed; without it they are refused if they are part of the
 *                    request, or if the request made them invalid. What was invalid before does not stand in the way.
 */
import type { Metadata, MetadataField, MetadataOption, MetadataValue } from '../../domain/metadata-field.ts'
import type { MetadataRule } from '../../domain/metadata-rule.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { type FieldState, inOrderOfRules, stateOf } from './field-states.ts'
import { readFieldValue } from './field-values.ts'

export interface MetadataRequest {
  readonly fields: readonly MetadataField[]
  readonly rules: readonly MetadataRule[]
  /** What the asset has; null: it is new. */
  readonly current: Metadata | null
  /** By field id. Empty text removes. */
  readonly given: Readonly<Record<string, unknown>>
  readonly clearInvalid: boolean
}

export interface EvaluatedMetadata {
  readonly metadata: Metadata
  /** Options that the request adds, by field id. */
  readonly newOptions: ReadonlyMap<string, readonly MetadataOption[]>
}

/** @throws InvalidParameterError */
export function evaluateMetadata(request: MetadataRequest): EvaluatedMetadata {
  const { fields, rules, current, given } = request
  assertKnown(Object.keys(given), fields)
  const byId = new Map(fields.map((field) => [field.externalId, field]))
  // Values of fields that were deleted meanwhile go.
  const values = new Map(Object.entries(current ?? {}).filter(([id]) => byId.has(id)))
  const newOptions = new Map<string, readonly MetadataOption[]>()
  for (const [id, entry] of Object.entries(given)) {
    const field = byId.get(id) as MetadataField
    if (isEmpty(entry)) values.delete(id)
    else {
      const read = readFieldValue(field, entry)
      values.set(id, read.value)
      if (read.newOptions.length > 0) newOptions.set(id, read.newOptions)
    }
  }
  const missing: string[] = []
  for (const field of inOrderOfRules(fields, rules)) {
    const own = rules.filter(({ fieldId }) => fieldId === field.externalId)
    const before = current === null ? null : stateOf(field, own, current)
    const after = stateOf(field, own, Object.fromEntries(values))
    settle(field, before, after, values, request)
    if (isMissing(field, before, after, values, request)) missing.push(field.externalId)
  }
  if (missing.length > 0) {
    throw new InvalidParameterError(`Metadata fields are mandatory: [${missing.join(', ').slice(0, 300)}]`)
  }
  for (const id of newOptions.keys()) if (!values.has(id)) newOptions.delete(id)
  return { metadata: Object.fromEntries(values), newOptions }
}

/** @throws InvalidParameterError naming every id that is no field */
export function assertKnown(ids: readonly string[], fields: readonly MetadataField[]): void {
  const known = new Set(fields.map(({ externalId }) => externalId))
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length === 0) return
  throw new InvalidParameterError(`Metadata External IDs do not exist: [${unknown.join(', ').slice(0, 300)}]`)
}

/** Brings the value of one field in line with its state. */
function settle(
  field: MetadataField,
  before: FieldState | null,
  after: FieldState,
  values: Map<string, MetadataValue>,
  { given, clearInvalid }: MetadataRequest,
): void {
  const id = field.externalId
  const isGiven = Object.hasOwn(given, id)
  const value = values.get(id)
  if (value !== undefined && !isAllowed(value, after)) {
    if (clearInvalid) setOrDelete(values, id, allowedPart(value, after))
    else if (isGiven || before === null || isAllowed(value, before)) throw notAllowed(field, value, after)
  }
  if (!after.enabled || (isGiven && isEmpty(given[id]))) return
  for (const rule of after.holding) {
    const heldBefore = before?.holding.some(({ externalId }) => externalId === rule.externalId) ?? false
    if (!heldBefore || isGiven) applyValue(field, rule, after, values)
  }
  if (before === null && field.defaultValue !== null && !values.has(id)) {
    setOrDelete(values, id, allowedPart(field.defaultValue, after))
  }
}

/** A value that the field no longer takes, e.g. of an option that was switched off, is not applied. */
function applyValue(
  field: MetadataField,
  { result }: MetadataRule,
  state: FieldState,
  values: Map<string, MetadataValue>,
): void {
  if (result.apply_value === undefined) return
  const { value, mode = 'default' } = result.apply_value
  const present = values.get(field.externalId)
  if (present !== undefined && mode === 'default') return
  const readable = validOrNull(field, value)
  const allowed = readable === null ? null : allowedPart(readable, state)
  if (allowed === null) return
  const joined = Array.isArray(present) && Array.isArray(allowed) ? [...new Set([...present, ...allowed])] : allowed
  values.set(field.externalId, joined)
}

function validOrNull(field: MetadataField, value: MetadataValue): MetadataValue | null {
  try {
    return readFieldValue({ ...field, allowDynamicListValues: false }, value).value
  } catch {
    return null
  }
}

function isMissing(
  { externalId }: MetadataField,
  before: FieldState | null,
  after: FieldState,
  values: ReadonlyMap<string, MetadataValue>,
  { given }: MetadataRequest,
): boolean {
  if (!after.enabled || !after.mandatory || values.has(externalId)) return false
  const wasDemanded = before?.enabled === true && before.mandatory
  return !wasDemanded || Object.hasOwn(given, externalId)
}

function isAllowed(value: MetadataValue, { enabled, activated }: FieldState): boolean {
  if (!enabled) return false
  if (activated === null) return true
  return (Array.isArray(value) ? value : [String(value)]).every((id) => activated.has(id))
}

/** What of the value may stay; null: nothing. */
function allowedPart(value: MetadataValue, state: FieldState): MetadataValue | null {
  if (isAllowed(value, state)) return value
  if (!state.enabled || !Array.isArray(value)) return null
  const kept = value.filter((id) => state.activated?.has(id) ?? true)
  return kept.length === 0 ? null : kept
}

function setOrDelete(values: Map<string, MetadataValue>, id: string, value: MetadataValue | null): void {
  if (value === null) values.delete(id)
  else values.set(id, value)
}

function notAllowed({ externalId }: MetadataField, value: MetadataValue, { enabled }: FieldState) {
  if (!enabled) return new InvalidParameterError(`Metadata field ${externalId} is disabled by a conditional rule`)
  return new InvalidParameterError(
    `Invalid value ${String(value).slice(0, 100)} for metadata field ${externalId}: expected one that its conditional rules activate`,
  )
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === null || (Array.isArray(value) && value.length === 0) || value === '[]'
}
