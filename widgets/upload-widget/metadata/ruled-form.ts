/**
 * What the form shows for what people have said so far: conditional rules of the server are carried out with the server's
 * own code, so that fields come, go, fill and narrow as the upload will make them. Pure.
 */
import { allowedPart, type EffectiveRule, type RuledField, settleMetadata } from '@tintype/server/metadata-rules'
import { isEmpty, type MetadataField, type MetadataValue, type MetadataValues, type Said } from './metadata-field.ts'

/** A conditional rule as the server tells it. */
export interface WireRule {
  readonly external_id: string
  readonly metadata_field_id: string
  readonly condition: unknown
  readonly result: unknown
}

export interface ShownField {
  /** As it is now: rules may demand a value, and leave fewer options. */
  readonly field: MetadataField
  readonly value: MetadataValue | undefined
  readonly isReadOnly: boolean
  /** Whether people may add to its options. */
  readonly takesNew: boolean
  /** Options of a set that a rule keeps in it. */
  readonly forced: ReadonlySet<string>
}

export class RuledForm {
  readonly #fields: readonly MetadataField[]
  readonly #ruled: readonly RuledField[]
  readonly #rules: readonly EffectiveRule[]

  constructor(fields: readonly MetadataField[], rules: readonly WireRule[] = []) {
    this.#fields = fields
    this.#ruled = fields.map(ruledField)
    this.#rules = rules.map(effectiveRule)
  }

  /** Fields that are on, in the order of the server. */
  shown(said: Said): readonly ShownField[] {
    const { metadata, states } = this.#settled(said)
    return this.#fields.flatMap((field) => {
      const { external_id: id, type } = field
      const state = states.get(id)
      if (!state?.enabled) return []
      const { activated, mandatory } = state
      // What is appended comes back whatever people do about it.
      const appended = state.holding.flatMap(({ result }) =>
        result.apply_value?.mode === 'append' ? [result.apply_value.value].flat().map(String) : [],
      )
      const value = metadata[id]
      const chosen = new Set([value ?? []].flat().map(String))
      const shown: ShownField = {
        field: { ...field, mandatory, ...offering(field, activated) },
        value,
        isReadOnly: field.restrictions.readonly_ui || (type !== 'set' && appended.some((each) => chosen.has(each))),
        takesNew: field.allow_dynamic_list_values === true && activated === null,
        forced: new Set(appended.filter((each) => chosen.has(each))),
      }
      return [shown]
    })
  }

  /** What is to be sent: only what was said and what rules allow; the rest is the server's to add. */
  toSend(said: Said): MetadataValues {
    const { states } = this.#settled(said)
    const entries = Object.entries(said).flatMap(([id, value]) => {
      const state = states.get(id)
      if (!state?.enabled) return []
      if (value === null) return [[id, ''] as const]
      const allowed = allowedPart(value, state)
      return allowed === null ? [] : [[id, allowed] as const]
    })
    return Object.fromEntries(entries)
  }

  #settled(said: Said): ReturnType<typeof settleMetadata> {
    const known = new Set(this.#fields.map(({ external_id: id }) => id))
    const own = Object.entries(said).filter(([id]) => known.has(id))
    const values = own.filter((entry): entry is [string, MetadataValue] => entry[1] !== null && !isEmpty(entry[1]))
    return settleMetadata({
      fields: this.#ruled,
      rules: this.#rules,
      current: null,
      given: Object.fromEntries(own),
      values: Object.fromEntries(values),
      clearInvalid: true,
    })
  }
}

export type FieldChange = `metadataPage.field_${'added' | 'removed' | 'required'}`

/** What is asked for now and was not, the other way round, and what must have a value now; by label. */
export function changesOfFields(
  before: readonly ShownField[],
  now: readonly ShownField[],
): readonly (readonly [FieldChange, readonly string[]])[] {
  const [old, shown] = [before, now].map((list) => new Map(list.map(({ field }) => [field.external_id, field])))
  const all = (list: readonly ShownField[], isChanged: (field: MetadataField) => boolean): readonly string[] =>
    list.flatMap(({ field }) => (isChanged(field) ? field.label : []))
  const changes = [
    ['metadataPage.field_added', all(now, ({ external_id: id }) => old?.has(id) === false)],
    ['metadataPage.field_removed', all(before, ({ external_id: id }) => shown?.has(id) === false)],
    [
      'metadataPage.field_required',
      all(now, ({ external_id: id, mandatory }) => mandatory && old?.get(id)?.mandatory !== true),
    ],
  ] as const
  return changes.filter(([, labels]) => labels.length > 0)
}

function offering(field: MetadataField, activated: ReadonlySet<string> | null): Partial<MetadataField> {
  if (!field.datasource) return {}
  const values = field.datasource.values.filter(
    ({ external_id: id, state }) => state === 'active' && (activated?.has(id) ?? true),
  )
  return { datasource: { values } }
}

function ruledField(field: MetadataField): RuledField {
  const { datasource } = field
  return {
    externalId: field.external_id,
    type: field.type,
    mandatory: field.mandatory,
    defaultValue: field.default_value,
    defaultDisabled: field.default_disabled,
    validation: field.validation,
    options: (datasource?.values ?? []).map(({ external_id: externalId, value, state }, index) => ({
      ...{ externalId, value, state },
      position: index + 1,
    })),
    allowDynamicListValues: field.allow_dynamic_list_values ?? false,
  }
}

function effectiveRule(rule: WireRule): EffectiveRule {
  return {
    externalId: rule.external_id,
    fieldId: rule.metadata_field_id,
    condition: rule.condition as EffectiveRule['condition'],
    result: rule.result as EffectiveRule['result'],
    state: 'active',
  }
}
