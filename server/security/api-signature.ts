/**
 * Signatures of API requests and answers.
 *
 *   string to sign = parameters, sorted, as `key=value` joined by `&`; arrays joined by `,`; blank ones left out
 *   signature      = hex(HASH(string to sign + API secret)), SHA-1 (40 digits) or SHA-256 (64)
 *
 * Version 2 writes `&` inside a pair as `%26`, so that one parameter cannot pass for two; version 1 does not. Clients
 * sort by key or by whole pair, which differs where one key is the beginning of another; both are tried.
 */
import { createHash, timingSafeEqual } from 'node:crypto'

export type SignedValue = string | readonly string[]
export type HashAlgorithm = 'sha1' | 'sha256'

export interface SignatureRules {
  readonly algorithm: 'any' | HashAlgorithm
  readonly version: 'any' | 2
}

/** Parameters that never take part. */
const UNSIGNED_PARAMETERS: ReadonlySet<string> = new Set([
  'file',
  'cloud_name',
  'resource_type',
  'api_key',
  'signature',
])

export function stringToSign(parameters: Readonly<Record<string, SignedValue>>, version: 1 | 2): string {
  return joinPairs(pairsOf(parameters, version), 'key')
}

/** The signature in hexadecimal digits. */
export function signParameters(
  parameters: Readonly<Record<string, SignedValue>>,
  secret: string,
  options: { readonly algorithm: HashAlgorithm; readonly version: 1 | 2 },
): string {
  return digest(stringToSign(parameters, options.version), secret, options.algorithm)
}

/** Is it the signature of these parameters? Takes the same time whatever is wrong about it. */
export function isApiSignatureValid(
  parameters: Readonly<Record<string, SignedValue>>,
  signature: string,
  secret: string,
  rules: SignatureRules,
): boolean {
  const algorithm = algorithmOf(signature)
  if (algorithm === null || (rules.algorithm !== 'any' && rules.algorithm !== algorithm)) return false
  const received = Buffer.from(signature.toLowerCase())
  let found = false
  for (const version of rules.version === 2 ? ([2] as const) : ([2, 1] as const)) {
    const pairs = pairsOf(parameters, version)
    for (const order of ['key', 'pair'] as const) {
      const expected = Buffer.from(digest(joinPairs(pairs, order), secret, algorithm))
      if (timingSafeEqual(expected, received)) found = true
    }
  }
  return found
}

/** The `signature` of an answer: always version 1, over `public_id` and `version`. */
export function signAnswer(
  answer: { readonly publicId: string; readonly version: number },
  secret: string,
  algorithm: HashAlgorithm,
): string {
  const parameters = { public_id: answer.publicId, version: String(answer.version) }
  return signParameters(parameters, secret, { algorithm, version: 1 })
}

function algorithmOf(signature: string): HashAlgorithm | null {
  if (/^[0-9a-f]{40}$/i.test(signature)) return 'sha1'
  if (/^[0-9a-f]{64}$/i.test(signature)) return 'sha256'
  return null
}

function pairsOf(
  parameters: Readonly<Record<string, SignedValue>>,
  version: 1 | 2,
): readonly (readonly [key: string, pair: string])[] {
  return Object.entries(parameters)
    .map(([key, value]) => [key, typeof value === 'string' ? value : value.join(',')] as const)
    .filter(([key, value]) => value !== '' && !UNSIGNED_PARAMETERS.has(key))
    .map(([key, value]) => {
      const pair = `${key}=${value}`
      return [key, version === 2 ? pair.replaceAll('&', '%26') : pair] as const
    })
}

function joinPairs(pairs: readonly (readonly [key: string, pair: string])[], order: 'key' | 'pair'): string {
  const index = order === 'key' ? 0 : 1
  return pairs
    .toSorted((left, right) => compare(left[index], right[index]))
    .map(([, pair]) => pair)
    .join('&')
}

/** By code unit, as every client does; `localeCompare` would not. */
function compare(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

function digest(text: string, secret: string, algorithm: HashAlgorithm): string {
  return createHash(algorithm)
    .update(text + secret)
    .digest('hex')
}
