/** What of the parameters a signature covers, in the form in which clients sign it. */
import type { SignedValue } from '../../security/api-signature.ts'
import type { Parameters } from './values.ts'

export function signedValues(parameters: Parameters): Readonly<Record<string, SignedValue>> {
  return Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, signedValue(value)]))
}

function signedValue(value: unknown): SignedValue {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) return value.map(String)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
