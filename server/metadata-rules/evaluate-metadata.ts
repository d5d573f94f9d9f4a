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
import type { Metadata, MetadataField, MetadataOption } from '../domain/metadata-field.ts'
import type { MetadataRule } from '../domain/metadata-rule.ts'
import { InvalidParameterError } from '../errors/request-errors.ts'
import { readFieldValue } from './field-values.ts'
import { isEmpty, settleMetadata } from './settle-metadata.ts'

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
  const { metadata, missing } = settleMetadata({
    ...{ fields, rules, current, given, values: Object.fromEntries(values) },
    clearInvalid: request.clearInvalid,
  })
  if (missing.length > 0) {
    throw new InvalidParameterError(`Metadata fields are mandatory: [${missing.join(', ').slice(0, 300)}]`)
  }
  for (const id of newOptions.keys()) if (!Object.hasOwn(metadata, id)) newOptions.delete(id)
  return { metadata, newOptions }
}

/** @throws InvalidParameterError naming every id that is no field */
export function assertKnown(ids: readonly string[], fields: readonly MetadataField[]): void {
  const known = new Set(fields.map(({ externalId }) => externalId))
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length === 0) return
  throw new InvalidParameterError(`Metadata External IDs do not exist: [${unknown.join(', ').slice(0, 300)}]`)
}
