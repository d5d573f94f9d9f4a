/** The values that an enum or a set chooses from, as lists: adding, switching off and on, sorting, finding. */
import type { MetadataField, MetadataOption } from '../../domain/metadata-field.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { isOptionId, MOST_OPTIONS } from '../../metadata-rules/field-values.ts'
import type { Random } from '../../ports/random.ts'

export interface GivenOption {
  readonly external_id?: string | undefined
  readonly value: string
  readonly state?: MetadataOption['state'] | undefined
}

/**
 * Known ids get the given value and state, the others are added at the end. An entry without an id is the active option
 * of that value when there is one, so that sending the same list again adds nothing. @throws InvalidParameterError
 */
export function mergeOptions(
  current: readonly MetadataOption[],
  given: readonly GivenOption[],
  random: Random,
): readonly MetadataOption[] {
  const ids = given.flatMap(({ external_id }) => external_id ?? [])
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new InvalidParameterError(`external id ${twice} is given twice`)
  const bad = ids.find((id) => !isOptionId(id))
  if (bad !== undefined) throw new InvalidParameterError(`Invalid value ${bad.slice(0, 100)} for parameter external_id`)
  const options = new Map(current.map((option) => [option.externalId, option]))
  let last = Math.max(0, ...current.map(({ position }) => position))
  for (const { external_id, value, state } of given) {
    const known = external_id === undefined ? activeOf(options, value) : options.get(external_id)
    const externalId = known?.externalId ?? external_id ?? random.alphanumeric(20)
    const position = known?.position ?? ++last
    options.set(externalId, { externalId, value, state: state ?? known?.state ?? 'active', position })
  }
  if (options.size > MOST_OPTIONS) throw new InvalidParameterError(`Too many values: at most ${MOST_OPTIONS}`)
  return inOrder([...options.values()])
}

/** @throws InvalidParameterError for unknown ids, and when a default value would be switched off */
export function withState(
  field: MetadataField,
  ids: readonly string[],
  state: MetadataOption['state'],
): readonly MetadataOption[] {
  if (ids.length === 0) throw new InvalidParameterError('Missing required parameter - external_ids')
  const known = new Set(field.options.map(({ externalId }) => externalId))
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length > 0) {
    throw new InvalidParameterError(`External ids do not exist: [${unknown.join(', ').slice(0, 300)}]`)
  }
  const defaults = [field.defaultValue].flat()
  const isDefault = ids.find((id) => defaults.includes(id))
  if (state === 'inactive' && isDefault !== undefined) {
    throw new InvalidParameterError(`external id ${isDefault} is the default_value: give the field another one first`)
  }
  return field.options.map((option) => (ids.includes(option.externalId) ? { ...option, state } : option))
}

/** By value, in any case; equal ones by id. */
export function sortedByValue(
  options: readonly MetadataOption[],
  direction: 'asc' | 'desc',
): readonly MetadataOption[] {
  const key = ({ value, externalId }: MetadataOption) => `${value.toLowerCase()}\u0000${externalId}`
  const ascending = options.toSorted((left, right) => (key(left) < key(right) ? -1 : 1))
  const sorted = direction === 'asc' ? ascending : ascending.toReversed()
  return sorted.map((option, index) => ({ ...option, position: index + 1 }))
}

export interface OptionSearch {
  readonly term: string
  readonly exactMatch: boolean
  readonly maxResults: number
}

export function findOptions(
  fields: readonly MetadataField[],
  { term, exactMatch, maxResults }: OptionSearch,
): readonly { readonly field: MetadataField; readonly option: MetadataOption }[] {
  const wanted = term.toLowerCase()
  const matches = ({ value, state }: MetadataOption) => {
    if (state !== 'active') return false
    const text = value.toLowerCase()
    return exactMatch ? text === wanted : text.includes(wanted)
  }
  return fields
    .flatMap((field) => field.options.filter(matches).map((option) => ({ field, option })))
    .slice(0, maxResults)
}

export function activeOptions(options: readonly MetadataOption[]): readonly MetadataOption[] {
  return options.filter(({ state }) => state === 'active')
}

function inOrder(options: readonly MetadataOption[]): readonly MetadataOption[] {
  return options.toSorted((left, right) => left.position - right.position)
}

function activeOf(options: ReadonlyMap<string, MetadataOption>, value: string): MetadataOption | undefined {
  return [...options.values()].find((option) => option.value === value && option.state === 'active')
}
