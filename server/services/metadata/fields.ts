/** Fields of structured metadata: made, changed, deleted, put in order. */
import {
  hasOptions,
  type MetadataField,
  type MetadataFieldType,
  type MetadataOption,
  type MetadataValidation,
  type MetadataValue,
} from '../../domain/metadata-field.ts'
import { fieldsOfCondition } from '../../domain/metadata-rule.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import { readFieldValue } from '../../metadata-rules/field-values.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import { assertValidation } from './assert-validation.ts'
import { type GivenOption, mergeOptions } from './options.ts'

export interface MetadataDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
}

/** Null takes a setting away, undefined leaves it. */
export interface FieldSettings {
  readonly label?: string | undefined
  readonly mandatory?: boolean | undefined
  readonly defaultValue?: MetadataValue | null | undefined
  readonly defaultDisabled?: boolean | undefined
  readonly validation?: MetadataValidation | null | undefined
  readonly restrictions?: { readonly readonly_ui?: boolean | undefined } | null | undefined
  readonly datasource?: { readonly values: readonly GivenOption[] } | undefined
  readonly allowDynamicListValues?: boolean | undefined
}

export interface FieldDefinition extends FieldSettings {
  readonly type: MetadataFieldType
  readonly label: string
  readonly externalId?: string | undefined
}

const MOST_FIELDS = 500
/** What the path of a field can hold, and what stands for itself in `id=value|id=value`. */
const FIELD_ID = /^[^\p{Cc}/?#%|=\\[\]<>]{1,255}$/u
/** Second segments of paths that are not fields. */
const RESERVED_IDS: readonly string[] = ['order', 'datasource', '__proto__']

/** In their order. */
export async function listFields(
  environmentId: string,
  externalIds: readonly string[] | undefined,
  { database }: MetadataDependencies,
): Promise<readonly MetadataField[]> {
  const fields = await database.metadataFields.list(environmentId)
  return externalIds === undefined ? fields : fields.filter(({ externalId }) => externalIds.includes(externalId))
}

/** @throws NotFoundError */
export async function getField(
  environmentId: string,
  externalId: string,
  { database }: { readonly database: Pick<Repositories, 'metadataFields'> },
): Promise<MetadataField> {
  const field = await database.metadataFields.find(environmentId, externalId)
  if (field === null) throw new NotFoundError(`Metadata field with external id ${externalId.slice(0, 255)} not found`)
  return field
}

/** @throws InvalidParameterError also when the id is taken, by a deleted field too */
export async function createField(
  environmentId: string,
  { type, externalId, label, ...settings }: FieldDefinition,
  { database, clock, random }: MetadataDependencies,
): Promise<MetadataField> {
  const id = assertFieldId(externalId ?? random.alphanumeric(20))
  if (hasOptions({ type }) && settings.datasource === undefined) {
    throw new InvalidParameterError('Missing required parameter - datasource')
  }
  return database.transaction(async (tables) => {
    if (await tables.metadataFields.isTaken(environmentId, id)) {
      throw new InvalidParameterError(`external id ${id} already exists`)
    }
    const fields = await tables.metadataFields.list(environmentId)
    if (fields.length >= MOST_FIELDS)
      throw new InvalidParameterError(`Too many metadata fields: at most ${MOST_FIELDS}`)
    const blank: MetadataField = {
      environmentId,
      externalId: id,
      type,
      label,
      mandatory: false,
      defaultValue: null,
      defaultDisabled: false,
      validation: null,
      restrictions: { readonlyUi: false },
      options: [],
      allowDynamicListValues: false,
      position: (fields.at(-1)?.position ?? 0) + 1,
      createdAt: clock.now(),
    }
    const field = changed(blank, settings, random)
    await tables.metadataFields.insert(field)
    return field
  })
}

/** @throws NotFoundError | InvalidParameterError */
export async function updateField(
  environmentId: string,
  externalId: string,
  settings: FieldSettings,
  { database, random }: MetadataDependencies,
): Promise<MetadataField> {
  return database.transaction(async (tables) => {
    const current = await getField(environmentId, externalId, { database: tables })
    const field = changed(current, settings, random)
    await tables.metadataFields.update(field)
    if (field.options !== current.options) {
      await tables.metadataFields.putOptions(environmentId, externalId, field.options)
    }
    return field
  })
}

/** With the rules that name it: a condition on nothing, or a result for nothing, says nothing. @throws NotFoundError */
export async function deleteField(
  environmentId: string,
  externalId: string,
  { database, clock }: MetadataDependencies,
): Promise<void> {
  await database.transaction(async (tables) => {
    await getField(environmentId, externalId, { database: tables })
    await tables.metadataFields.delete(environmentId, externalId, clock.now())
    for (const rule of await tables.metadataRules.list(environmentId)) {
      const names = [rule.fieldId, ...fieldsOfCondition(rule.condition)]
      if (names.includes(externalId)) await tables.metadataRules.delete(environmentId, rule.externalId)
    }
  })
}

export async function orderFields(
  environmentId: string,
  orderBy: 'label' | 'external_id' | 'created_at',
  direction: 'asc' | 'desc',
  { database }: MetadataDependencies,
): Promise<readonly MetadataField[]> {
  return database.transaction(async (tables) => {
    const keyOf = {
      label: (field: MetadataField) => field.label.toLowerCase(),
      external_id: (field: MetadataField) => field.externalId,
      created_at: (field: MetadataField) => field.createdAt,
    }[orderBy]
    const ascending = (await tables.metadataFields.list(environmentId)).toSorted((left, right) =>
      keyOf(left) < keyOf(right) ? -1 : keyOf(left) > keyOf(right) ? 1 : 0,
    )
    return renumber(direction === 'asc' ? ascending : ascending.toReversed(), tables)
  })
}

/** @param position from 1; beyond the last it is the last. @throws NotFoundError */
export async function moveField(
  environmentId: string,
  externalId: string,
  position: number,
  { database }: MetadataDependencies,
): Promise<readonly MetadataField[]> {
  return database.transaction(async (tables) => {
    const moved = await getField(environmentId, externalId, { database: tables })
    const others = (await tables.metadataFields.list(environmentId)).filter((field) => field.externalId !== externalId)
    return renumber(others.toSpliced(position - 1, 0, moved), tables)
  })
}

async function renumber(
  fields: readonly MetadataField[],
  { metadataFields }: Pick<Repositories, 'metadataFields'>,
): Promise<readonly MetadataField[]> {
  const numbered = fields.map((field, index) => ({ ...field, position: index + 1 }))
  for (const [index, field] of numbered.entries()) {
    if (fields[index]?.position !== field.position) await metadataFields.update(field)
  }
  return numbered
}

function changed(current: MetadataField, settings: FieldSettings, random: Random): MetadataField {
  const { datasource, restrictions } = settings
  const field: MetadataField = {
    ...current,
    label: settings.label ?? current.label,
    mandatory: settings.mandatory ?? current.mandatory,
    defaultDisabled: settings.defaultDisabled ?? current.defaultDisabled,
    validation: settings.validation === undefined ? current.validation : settings.validation,
    restrictions:
      restrictions === undefined ? current.restrictions : { readonlyUi: restrictions?.readonly_ui ?? false },
    options: datasource === undefined ? current.options : optionsOf(current, datasource.values, random),
    allowDynamicListValues: settings.allowDynamicListValues ?? current.allowDynamicListValues,
  }
  if (field.allowDynamicListValues && !hasOptions(field)) {
    throw new InvalidParameterError('Parameter allow_dynamic_list_values is for fields of type enum and set')
  }
  if (field.validation !== null) assertValidation(field.type, field.validation)
  const wanted = settings.defaultValue === undefined ? current.defaultValue : settings.defaultValue
  return { ...field, defaultValue: wanted === null ? null : readDefault(field, wanted) }
}

function optionsOf(field: MetadataField, given: readonly GivenOption[], random: Random): readonly MetadataOption[] {
  if (hasOptions(field)) return mergeOptions(field.options, given, random)
  throw new InvalidParameterError('Parameter datasource is for fields of type enum and set')
}

function readDefault(field: MetadataField, value: MetadataValue): MetadataValue {
  try {
    return readFieldValue({ ...field, allowDynamicListValues: false }, value).value
  } catch (error) {
    const reason = error instanceof InvalidParameterError ? `: ${error.message}` : ''
    throw new InvalidParameterError(`default_value is invalid${reason}`, { cause: error })
  }
}

function assertFieldId(id: string): string {
  if (FIELD_ID.test(id) && !RESERVED_IDS.includes(id)) return id
  throw new InvalidParameterError(
    `Invalid value ${id.slice(0, 100)} for parameter external_id: expected 1 to 255 characters, none of /?#%|=\\[]<>`,
  )
}
