/**
 * Values as clients send them, read by the rules of their field. Forms send everything as text (`in_stock=50`,
 * `colours=["a","b"]`), JSON bodies the real thing; both are taken.
 */
import type { MetadataField, MetadataOption, MetadataValidation, MetadataValue } from '../domain/metadata-field.ts'
import { InvalidParameterError } from '../errors/request-errors.ts'

export const MOST_SET_VALUES = 3_000
/** Of one field. */
export const MOST_OPTIONS = 3_000
const MOST_CHARACTERS = 10_000
export const MOST_OPTION_CHARACTERS = 500

/** What counts of a field here. */
export type ReadableField = Pick<
  MetadataField,
  'externalId' | 'type' | 'validation' | 'options' | 'allowDynamicListValues'
>

/** A value that was read; `newOptions` are those that it adds to a field with dynamic values. */
export interface ReadValue {
  readonly value: MetadataValue
  readonly newOptions: readonly MetadataOption[]
}

/** @throws InvalidParameterError that names the field, the value and what was expected */
export function readFieldValue(field: ReadableField, given: unknown): ReadValue {
  const read = READERS[field.type](field, given)
  const broken = field.validation === null ? null : brokenRule(read.value, field.validation)
  if (broken !== null) throw invalidValue(field, given, broken)
  return read
}

/** The rule that the value breaks, in words; null when it keeps all of them. */
export function brokenRule(value: MetadataValue, validation: MetadataValidation): string | null {
  switch (validation.type) {
    case 'and':
      return validation.rules.map((rule) => brokenRule(value, rule)).find((broken) => broken !== null) ?? null
    case 'strlen': {
      const { min = 0, max = MOST_CHARACTERS } = validation
      const length = [...String(value)].length
      return length >= min && length <= max ? null : `${min} to ${max} characters`
    }
    case 'greater_than':
    case 'less_than':
      return isOnSide(value, validation) ? null : boundInWords(validation)
  }
}

/** Real days of the calendar only. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text)
}

type Comparison = Extract<MetadataValidation, { type: 'greater_than' | 'less_than' }>

/** Integers are compared as numbers; dates as text, which has the same order. */
function isOnSide(value: MetadataValue, { type, value: bound, equals = false }: Comparison): boolean {
  if (value === bound) return equals
  return type === 'greater_than' ? value > bound : value < bound
}

function boundInWords({ type, value, equals = false }: Comparison): string {
  const side = type === 'greater_than' ? 'greater' : 'less'
  return equals ? `${side} than or equal to ${value}` : `${side} than ${value}`
}

const READERS: Readonly<Record<MetadataField['type'], (field: ReadableField, given: unknown) => ReadValue>> = {
  string(field, given) {
    const text = asText(given)
    if (text === null || text.length > MOST_CHARACTERS) {
      throw invalidValue(field, given, `text of at most ${MOST_CHARACTERS} characters`)
    }
    return { value: text, newOptions: [] }
  },
  integer(field, given) {
    const number = typeof given === 'string' && /^\s*[+-]?\d{1,16}\s*$/.test(given) ? Number(given) : given
    if (!Number.isSafeInteger(number)) throw invalidValue(field, given, 'a whole number')
    return { value: number as number, newOptions: [] }
  },
  date(field, given) {
    if (typeof given !== 'string' || !isDate(given)) throw invalidValue(field, given, 'a date as YYYY-MM-DD')
    return { value: given, newOptions: [] }
  },
  enum(field, given) {
    const text = asText(given)
    if (text === null) throw invalidValue(field, given, 'the external id of one of its values')
    const option = readOption(field, text, [])
    return { value: option.externalId, newOptions: isNew(field, option) ? [option] : [] }
  },
  set(field, given) {
    const entries = readEntries(field, given)
    if (entries.length > MOST_SET_VALUES) throw invalidValue(field, given, `at most ${MOST_SET_VALUES} values`)
    const added: MetadataOption[] = []
    const ids = entries.map((entry) => {
      const option = readOption(field, entry, added)
      if (isNew(field, option) && !added.includes(option)) added.push(option)
      return option.externalId
    })
    return { value: [...new Set(ids)], newOptions: added }
  },
}

/** An array, JSON text of one, one id, or ids joined by commas. */
function readEntries(field: ReadableField, given: unknown): readonly string[] {
  if (typeof given === 'string' && !given.trimStart().startsWith('[')) {
    if (field.options.some(({ externalId }) => externalId === given)) return [given]
    return given
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  }
  const list = typeof given === 'string' ? parsed(given) : given
  const texts = Array.isArray(list) ? list.map(asText) : [null]
  if (texts.includes(null)) throw invalidValue(field, given, 'a list of external ids of its values')
  return texts as readonly string[]
}

function readOption(field: ReadableField, text: string, added: readonly MetadataOption[]): MetadataOption {
  const known = [...field.options, ...added].find(({ externalId }) => externalId === text)
  if (known?.state === 'active') return known
  if (!field.allowDynamicListValues) {
    throw invalidValue(field, text, known === undefined ? 'the external id of one of its values' : 'an active value')
  }
  if (known !== undefined) throw invalidValue(field, text, 'an active value')
  const sameValue = field.options.find(({ value, state }) => value === text && state === 'active')
  if (sameValue !== undefined) return sameValue
  if (!isOptionId(text)) throw invalidValue(field, text, 'a value of at most 255 characters')
  if (field.options.length + added.length >= MOST_OPTIONS) {
    throw invalidValue(field, text, `one of its ${MOST_OPTIONS} values, which are as many as there may be`)
  }
  const position = Math.max(0, ...[...field.options, ...added].map((option) => option.position)) + 1
  return { externalId: text, value: text, state: 'active', position }
}

/** Ids of options are values of assets: no control characters, and nothing that objects know already. */
export function isOptionId(text: string): boolean {
  return text.length > 0 && text.length <= 255 && !/\p{Cc}/u.test(text) && text !== '__proto__'
}

function isNew(field: ReadableField, option: MetadataOption): boolean {
  return !field.options.includes(option)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function asText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

function invalidValue({ externalId }: ReadableField, given: unknown, expected: string): InvalidParameterError {
  const shown = (typeof given === 'string' ? given : (JSON.stringify(given) ?? '')).slice(0, 100)
  return new InvalidParameterError(`Invalid value ${shown} for metadata field ${externalId}: expected ${expected}`)
}
