/**
 * Conditional rules carried out over values: field after field, each after those it depends on. Pure, and without a
 * request: the server settles what it stores with it, and forms in browsers what they show. So both agree.
 */
import type { Metadata, MetadataField, MetadataValue } from '../domain/metadata-field.ts'
import type { MetadataRule } from '../domain/metadata-rule.ts'
import { InvalidParameterError } from '../errors/request-errors.ts'
import { type FieldState, inOrderOfRules, stateOf } from './field-states.ts'
import { type ReadableField, readFieldValue } from './field-values.ts'

export type { FieldState } from './field-states.ts'

/** What counts of a field here. */
export type RuledField = ReadableField & Pick<MetadataField, 'mandatory' | 'defaultValue' | 'defaultDisabled'>
/** What counts of a rule here. */
export type EffectiveRule = Pick<MetadataRule, 'externalId' | 'fieldId' | 'condition' | 'result' | 'state'>

export interface SettleRequest {
  readonly fields: readonly RuledField[]
  readonly rules: readonly EffectiveRule[]
  /** What the asset has; null: it is new. */
  readonly current: Metadata | null
  /** By field id, as it was said. Empty text removes. */
  readonly given: Readonly<Record<string, unknown>>
  /** What the asset would have without rules and defaults. */
  readonly values: Metadata
  /** Values that rules do not allow are removed instead of refused. */
  readonly clearInvalid: boolean
}

export interface SettledMetadata {
  readonly metadata: Metadata
  /** By field id. */
  readonly states: ReadonlyMap<string, FieldState>
  /** Ids of mandatory fields without a value. */
  readonly missing: readonly string[]
}

/** @throws InvalidParameterError when a value is not allowed, unless `clearInvalid` */
export function settleMetadata(request: SettleRequest): SettledMetadata {
  const { fields, rules, current } = request
  const values = new Map(Object.entries(request.values))
  const states = new Map<string, FieldState>()
  const missing: string[] = []
  for (const field of inOrderOfRules(fields, rules)) {
    const own = rules.filter(({ fieldId }) => fieldId === field.externalId)
    const before = current === null ? null : stateOf(field, own, current)
    const after = stateOf(field, own, Object.fromEntries(values))
    states.set(field.externalId, after)
    settle(field, before, after, values, request)
    if (isMissing(field, before, after, values, request)) missing.push(field.externalId)
  }
  return { metadata: Object.fromEntries(values), states, missing }
}

/** Brings the value of one field in line with its state. */
function settle(
  field: RuledField,
  before: FieldState | null,
  after: FieldState,
  values: Map<string, MetadataValue>,
  { given, clearInvalid }: SettleRequest,
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
  field: RuledField,
  { result }: EffectiveRule,
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

function validOrNull(field: RuledField, value: MetadataValue): MetadataValue | null {
  try {
    return readFieldValue({ ...field, allowDynamicListValues: false }, value).value
  } catch {
    return null
  }
}

function isMissing(
  { externalId }: RuledField,
  before: FieldState | null,
  after: FieldState,
  values: ReadonlyMap<string, MetadataValue>,
  { given }: SettleRequest,
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
export function allowedPart(value: MetadataValue, state: FieldState): MetadataValue | null {
  if (isAllowed(value, state)) return value
  if (!state.enabled || !Array.isArray(value)) return null
  const kept = value.filter((id) => state.activated?.has(id) ?? true)
  return kept.length === 0 ? null : kept
}

function setOrDelete(values: Map<string, MetadataValue>, id: string, value: MetadataValue | null): void {
  if (value === null) values.delete(id)
  else values.set(id, value)
}

function notAllowed({ externalId }: RuledField, value: MetadataValue, { enabled }: FieldState) {
  if (!enabled) return new InvalidParameterError(`Metadata field ${externalId} is disabled by a conditional rule`)
  return new InvalidParameterError(
    `Invalid value ${String(value).slice(0, 100)} for metadata field ${externalId}: expected one that its conditional rules activate`,
  )
}

export function isEmpty(value: unknown): boolean {
  return value === '' || value === null || (Array.isArray(value) && value.length === 0) || value === '[]'
}
