/** Why a signature does not fit, as the API says it. */
import type { ErrorJson } from '../contract/error-json.ts'
import type { SignatureDiagnosis } from '../errors/request-errors.ts'

export function presentDiagnosis(diagnosis: SignatureDiagnosis): NonNullable<ErrorJson['signature']> {
  const { stringToSign, stringSigned, firstDifference, explanation } = diagnosis
  return {
    string_to_sign: stringToSign,
    ...(stringSigned === null ? {} : { string_signed: stringSigned }),
    ...(firstDifference === null ? {} : { first_difference: firstDifference }),
    explanation,
  }
}
