/**
 * Why a signature does not fit: which string was signed here, and which of the usual mistakes, tried one by one, gives
 * the signature that came. Only for whoever sits at the same machine; the secret is never part of it.
 */
import { createHash, createHmac } from 'node:crypto'
import type { FirstDifference, SignatureDiagnosis } from '../errors/request-errors.ts'
import { type HashAlgorithm, type SignatureRules, type SignedValue, stringToSign } from './api-signature.ts'

export interface DiagnosisRequest {
  readonly parameters: Readonly<Record<string, SignedValue>>
  readonly signature: string
  readonly secret: string
  readonly rules: SignatureRules
  /** What the client says that it has signed. */
  readonly said: string | null
}

/** With more, finding the mistake would be work that strangers could ask for. */
const MOST_PARAMETERS = 100
const MOST_CHARACTERS = 20_000
const SHOWN = 40
const NEVER_SIGNED = ['file', 'cloud_name', 'resource_type', 'api_key']

export function explainSignature(request: DiagnosisRequest): SignatureDiagnosis {
  const { parameters, signature, rules, said } = request
  const expected = stringToSign(parameters, 2)
  const answer = (explanation: string, stringSigned: string | null) => ({
    stringToSign: expected,
    stringSigned,
    firstDifference: stringSigned === null ? null : firstDifference(expected, stringSigned),
    explanation,
  })
  const algorithm = algorithmOf(signature)
  if (algorithm === null) {
    return answer(
      `A signature has 40 (SHA-1) or 64 (SHA-256) hexadecimal digits; this one has ${signature.length} characters.`,
      said,
    )
  }
  if (said !== null && said !== expected && said !== stringToSign(parameters, 1)) {
    return answer('The string that you say you signed differs from the one that is signed here.', said)
  }
  if (rules.algorithm !== 'any' && rules.algorithm !== algorithm) {
    return answer(`This environment accepts ${rules.algorithm} only; the signature is of ${algorithm}.`, null)
  }
  const mistake = isSmall(parameters, expected) ? findMistake(request, algorithm) : null
  if (mistake !== null) return answer(mistake.explanation, mistake.text)
  return answer(
    'None of the usual mistakes gives this signature: most likely the API secret is another, or a value was changed after signing. The header X-Tintype-String-To-Sign with the string that you sign (without the secret) shows where it differs.',
    said,
  )
}

interface Mistake {
  /** Null where the string is right and something else is not. */
  readonly text: string | null
  readonly explanation: string
}

function findMistake(
  { parameters, signature, secret, rules }: DiagnosisRequest,
  algorithm: HashAlgorithm,
): Mistake | null {
  const received = signature.toLowerCase()
  const hash = (text: string) => createHash(algorithm).update(text).digest('hex')
  const right = stringToSign(parameters, 2)
  const secrets: readonly (readonly [string, string])[] = [
    [secret.trim() === secret ? `${secret}\n` : secret.trim(), 'A line break was appended to the API secret.'],
    ['', 'The API secret was not appended to the string.'],
    [`&${secret}`, 'An & was put between the string and the API secret: append the secret directly.'],
  ]
  for (const [wrong, explanation] of secrets) {
    if (hash(right + wrong) === received) return { text: null, explanation }
  }
  if (createHmac(algorithm, secret).update(right).digest('hex') === received) {
    return { text: null, explanation: 'An HMAC was made: append the secret to the string and take the plain hash.' }
  }
  for (const mistake of wrongStrings(parameters, rules)) {
    if (mistake.text !== null && hash(mistake.text + secret) === received) return mistake
  }
  return null
}

function* wrongStrings(
  parameters: Readonly<Record<string, SignedValue>>,
  rules: SignatureRules,
): Generator<Mistake, void> {
  const names = Object.keys(parameters).filter((name) => name !== 'signature')
  const signed = names.filter((name) => !NEVER_SIGNED.includes(name))
  if (rules.version === 2) {
    yield {
      text: stringToSign(parameters, 1),
      explanation: 'This environment asks for version 2, which writes & inside a value as %26.',
    }
  }
  yield { text: joined(parameters, signed), explanation: 'The parameters were not sorted by name.' }
  for (const version of [2, 1] as const) {
    for (const name of signed) {
      const { [name]: _left, ...others } = parameters
      yield {
        text: stringToSign(others, version),
        explanation: `The parameter ${name} was sent, but not signed: sign everything that is sent but file, cloud_name, resource_type and api_key.`,
      }
    }
  }
  for (const name of names.filter((candidate) => NEVER_SIGNED.includes(candidate))) {
    const also = [...signed, name].toSorted()
    yield { text: joined(parameters, also), explanation: `The parameter ${name} was signed: leave it out.` }
  }
  const encoded = signed.toSorted().map((name) => `${name}=${encodeURIComponent(textOf(parameters[name]))}`)
  yield { text: encoded.join('&'), explanation: 'Values were percent-encoded before signing: sign them as they are.' }
  const repeated = signed.toSorted().flatMap((name) => {
    const value = parameters[name] ?? ''
    return typeof value === 'string' ? [`${name}=${value}`] : value.map((entry) => `${name}[]=${entry}`)
  })
  yield { text: repeated.join('&'), explanation: 'Arrays count once, under their name without [], joined by commas.' }
}

function joined(parameters: Readonly<Record<string, SignedValue>>, names: readonly string[]): string {
  return names.map((name) => `${name}=${textOf(parameters[name])}`).join('&')
}

function textOf(value: SignedValue | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(',')
}

function firstDifference(expected: string, received: string): FirstDifference | null {
  if (expected === received) return null
  let offset = 0
  while (offset < expected.length && expected[offset] === received[offset]) offset += 1
  return {
    offset,
    expected: expected.slice(offset, offset + SHOWN),
    received: received.slice(offset, offset + SHOWN),
  }
}

function isSmall(parameters: Readonly<Record<string, SignedValue>>, text: string): boolean {
  return Object.keys(parameters).length <= MOST_PARAMETERS && text.length <= MOST_CHARACTERS
}

function algorithmOf(signature: string): HashAlgorithm | null {
  if (/^[0-9a-f]{40}$/i.test(signature)) return 'sha1'
  return /^[0-9a-f]{64}$/i.test(signature) ? 'sha256' : null
}
