/**
 * What conditional rules make of a field, for given values of the other fields: the rules of the field whose conditions
 * hold are carried out in their order, so that later ones win.
 */
import type { Metadata, MetadataField, MetadataValue } from '../domain/metadata-field.ts'
import {
  fieldsOfCondition,
  type MetadataCondition,
  type MetadataConditionLeaf,
  type MetadataRule,
  type MetadataRuleResult,
} from '../domain/metadata-rule.ts'

type Rule = Pick<MetadataRule, 'externalId' | 'fieldId' | 'condition' | 'result' | 'state'>
type Field = Pick<MetadataField, 'externalId' | 'mandatory' | 'defaultDisabled'>

export interface FieldState {
  readonly enabled: boolean
  readonly mandatory: boolean
  /** Ids of options that may be chosen; null: all. */
  readonly activated: ReadonlySet<string> | null
  /** The rules that hold, in order. */
  readonly holding: readonly Rule[]
}

export function stateOf(field: Field, rules: readonly Rule[], values: Metadata): FieldState {
  const holding = rules.filter((rule) => rule.state === 'active' && holds(rule.condition, values))
  let enabled = !field.defaultDisabled
  let { mandatory } = field
  let activated: ReadonlySet<string> | null = null
  for (const { result } of holding) {
    enabled = result.enable ?? enabled
    mandatory = result.set_mandatory ?? mandatory
    activated = nextActivated(activated, result.activate_values)
  }
  return { enabled, mandatory, activated, holding }
}

function nextActivated(
  current: ReadonlySet<string> | null,
  activate: MetadataRuleResult['activate_values'],
): ReadonlySet<string> | null {
  if (activate === undefined) return current
  if (activate === 'all') return null
  return new Set([...(activate.mode === 'append' ? (current ?? []) : []), ...activate.external_ids])
}

export function holds(condition: MetadataCondition, values: Metadata): boolean {
  if ('and' in condition) return condition.and.every((inner) => holds(inner, values))
  if ('or' in condition) return condition.or.some((inner) => holds(inner, values))
  const id = condition.metadata_field_id
  return leafHolds(condition, Object.hasOwn(values, id) ? values[id] : undefined)
}

function leafHolds(leaf: MetadataConditionLeaf, value: MetadataValue | undefined): boolean {
  if (leaf.populated !== undefined) return leaf.populated === (value !== undefined)
  if (value === undefined) return false
  if (leaf.equals !== undefined) return isSame(value, leaf.equals)
  const wanted = (leaf.includes ?? []).map(String)
  return Array.isArray(value) ? wanted.every((id) => value.includes(id)) : wanted.includes(String(value))
}

/** Sets have no order; forms write numbers as text. */
function isSame(left: MetadataValue, right: MetadataValue): boolean {
  const [one, other] = [asSet(left), asSet(right)]
  return one.size === other.size && [...one].every((entry) => other.has(entry))
}

function asSet(value: MetadataValue): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value : [String(value)])
}

/** Fields in an order in which every field comes after those that the conditions of its rules look at. */
export function inOrderOfRules<Ordered extends Field>(
  fields: readonly Ordered[],
  rules: readonly Rule[],
): readonly Ordered[] {
  const byId = new Map(fields.map((field) => [field.externalId, field]))
  const ordered = new Set<Ordered>()
  const visited = new Set<string>()
  const visit = (id: string) => {
    const field = byId.get(id)
    if (field === undefined || visited.has(id)) return
    visited.add(id)
    for (const rule of rules) if (rule.fieldId === id) for (const used of fieldsOfCondition(rule.condition)) visit(used)
    ordered.add(field)
  }
  for (const { externalId } of fields) visit(externalId)
  return [...ordered]
}

/** Whether the rules make a field depend on itself, directly or through others. */
export function haveCycle(rules: readonly Rule[]): boolean {
  const uses = new Map<string, Set<string>>()
  for (const { fieldId, condition } of rules) {
    const used = uses.get(fieldId) ?? new Set()
    for (const id of fieldsOfCondition(condition)) used.add(id)
    uses.set(fieldId, used)
  }
  const done = new Set<string>()
  const returns = (id: string, path: ReadonlySet<string>): boolean => {
    if (path.has(id)) return true
    if (done.has(id)) return false
    const longer = new Set(path).add(id)
    const found = [...(uses.get(id) ?? [])].some((used) => returns(used, longer))
    done.add(id)
    return found
  }
  return [...uses.keys()].some((id) => returns(id, new Set()))
}
