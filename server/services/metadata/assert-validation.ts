/** Whether a validation can be one of a field of that type. */
import type { MetadataFieldType, MetadataValidation } from '../../domain/metadata-field.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { isDate } from '../../metadata-rules/field-values.ts'

/** @throws InvalidParameterError */
export function assertValidation(type: MetadataFieldType, validation: MetadataValidation): void {
  if (validation.type === 'and') {
    for (const rule of validation.rules) assertValidation(type, rule)
    return
  }
  if (validation.type === 'strlen') {
    if (type !== 'string') throw invalid('strlen is for fields of type string')
    if (validation.min === undefined && validation.max === undefined) throw invalid('strlen needs min or max')
    if ((validation.min ?? 0) > (validation.max ?? Number.POSITIVE_INFINITY)) throw invalid('min is greater than max')
    return
  }
  const { value } = validation
  if (type === 'integer' && Number.isSafeInteger(value)) return
  if (type === 'date' && typeof value === 'string' && isDate(value)) return
  if (type === 'integer') throw invalid(`${validation.type} needs a whole number as its value`)
  if (type === 'date') throw invalid(`${validation.type} needs a date as its value, YYYY-MM-DD`)
  throw invalid(`${validation.type} is for fields of type integer and date`)
}

function invalid(reason: string): InvalidParameterError {
  return new InvalidParameterError(`validation is invalid: ${reason}`)
}
