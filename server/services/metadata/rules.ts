/** Conditional rules: made, changed, deleted. What a rule names exists, and no field depends on itself. */
import { hasOptions, type MetadataField } from '../../domain/metadata-field.ts'
import {
  fieldsOfCondition,
  type MetadataCondition,
  type MetadataRule,
  type MetadataRuleResult,
} from '../../domain/metadata-rule.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import { assertKnown } from '../../metadata-rules/evaluate-metadata.ts'
import { haveCycle } from '../../metadata-rules/field-states.ts'
import { readFieldValue } from '../../metadata-rules/field-values.ts'
import type { Repositories } from '../../ports/database.ts'
import type { MetadataDependencies } from './fields.ts'

export interface RuleChanges {
  readonly metadataFieldId?: string | undefined
  readonly name?: string | undefined
  readonly condition?: MetadataCondition | undefined
  readonly result?: MetadataRuleResult | undefined
  readonly state?: MetadataRule['state'] | undefined
  /** Among the rules of the field, from 1. */
  readonly position?: number | undefined
}

export interface RuleDefinition extends RuleChanges {
  readonly metadataFieldId: string
  readonly condition: MetadataCondition
  readonly result: MetadataRuleResult
}

const MOST_RULES = 1_000
const MOST_LEAVES = 100

/** @throws InvalidParameterError */
export async function createRule(
  environmentId: string,
  definition: RuleDefinition,
  { database, clock, random }: MetadataDependencies,
): Promise<MetadataRule> {
  return database.transaction(async (tables) => {
    const rules = await tables.metadataRules.list(environmentId)
    if (rules.length >= MOST_RULES) throw new InvalidParameterError(`Too many metadata rules: at most ${MOST_RULES}`)
    const rule: MetadataRule = {
      environmentId,
      externalId: random.hex(64),
      fieldId: definition.metadataFieldId,
      name: definition.name ?? null,
      condition: definition.condition,
      result: definition.result,
      state: definition.state ?? 'active',
      position: Number.MAX_SAFE_INTEGER,
      createdAt: clock.now(),
    }
    return put(tables, rule, rules, definition.position)
  })
}

/** @throws NotFoundError | InvalidParameterError */
export async function updateRule(
  environmentId: string,
  externalId: string,
  changes: RuleChanges,
  { database }: MetadataDependencies,
): Promise<MetadataRule> {
  return database.transaction(async (tables) => {
    const rules = await tables.metadataRules.list(environmentId)
    const current = rules.find((rule) => rule.externalId === externalId)
    if (current === undefined) throw notFound(externalId)
    const fieldId = changes.metadataFieldId ?? current.fieldId
    const rule: MetadataRule = {
      ...current,
      fieldId,
      name: changes.name ?? current.name,
      condition: changes.condition ?? current.condition,
      result: changes.result ?? current.result,
      state: changes.state ?? current.state,
      position: fieldId === current.fieldId ? current.position : Number.MAX_SAFE_INTEGER,
    }
    return put(tables, rule, rules, changes.position)
  })
}

/** @throws NotFoundError */
export async function deleteRule(
  environmentId: string,
  externalId: string,
  { database }: MetadataDependencies,
): Promise<void> {
  if (!(await database.metadataRules.delete(environmentId, externalId))) throw notFound(externalId)
}

/** Writes the rule at its place among those of its field, and moves the others. */
async function put(
  tables: Repositories,
  rule: MetadataRule,
  rules: readonly MetadataRule[],
  position: number | undefined,
): Promise<MetadataRule> {
  const others = rules.filter(({ externalId }) => externalId !== rule.externalId)
  assertRule(rule, await tables.metadataFields.list(rule.environmentId))
  if (haveCycle([...others, rule])) {
    throw new InvalidParameterError(`Metadata field ${rule.fieldId} would depend on itself through its rules`)
  }
  const siblings = others.filter(({ fieldId }) => fieldId === rule.fieldId)
  const before = siblings.filter((sibling) => sibling.position < rule.position).length
  const ordered = siblings.toSpliced(position === undefined ? before : position - 1, 0, rule)
  const numbered = ordered.map((entry, index) => ({ ...entry, position: index + 1 }))
  for (const entry of numbered) {
    const isChanged = entry.externalId === rule.externalId || ordered[entry.position - 1]?.position !== entry.position
    if (isChanged) await tables.metadataRules.put(entry)
  }
  return numbered.find(({ externalId }) => externalId === rule.externalId) ?? rule
}

function assertRule({ fieldId, condition, result }: MetadataRule, fields: readonly MetadataField[]): void {
  assertKnown([...new Set([fieldId, ...fieldsOfCondition(condition)])], fields)
  if (leaves(condition) > MOST_LEAVES) {
    throw new InvalidParameterError(`Invalid value for parameter condition: expected at most ${MOST_LEAVES} conditions`)
  }
  const field = fields.find(({ externalId }) => externalId === fieldId) as MetadataField
  const { activate_values: activate, apply_value: apply } = result
  if (activate !== undefined && !hasOptions(field)) {
    throw new InvalidParameterError('activate_values is for fields of type enum and set')
  }
  if (typeof activate === 'object') {
    const known = new Set(field.options.map(({ externalId }) => externalId))
    const unknown = activate.external_ids.filter((id) => !known.has(id))
    if (unknown.length > 0) {
      throw new InvalidParameterError(
        `activate_values is invalid: ${fieldId} has no values [${unknown.join(', ').slice(0, 300)}]`,
      )
    }
  }
  if (apply?.mode === 'append' && field.type !== 'set') {
    throw new InvalidParameterError('apply_value is invalid: mode append is for fields of type set')
  }
  if (apply !== undefined) readFieldValue({ ...field, allowDynamicListValues: false }, apply.value)
}

function leaves(condition: MetadataCondition): number {
  const inner = 'and' in condition ? condition.and : 'or' in condition ? condition.or : null
  return inner === null ? 1 : inner.reduce((sum, part) => sum + leaves(part), 0)
}

function notFound(externalId: string): NotFoundError {
  return new NotFoundError(`Metadata rule with external id ${externalId.slice(0, 255)} not found`)
}
