/**
 * The vendor's ways to sign, and one of ours. None of them needs a secret in the page.
 *
 * prepareUploadParams(callback, params)  gives parameters, or a signature; wins over uploadSignature
 * uploadSignature: text                  fixed, with uploadSignatureTimestamp (seconds or milliseconds, sent unchanged)
 * uploadSignature(callback, params)      signs one request
 * signatureEndpoint                      an address of the site's own server, asked with `{ paramsToSign }`
 *
 * An answer may say until when it holds: `expires` or `expire`, a time in seconds or milliseconds. Before it is over the next
 * part of a file is signed anew. A signature that the server finds too old is asked for again without that.
 *
 * What is to be signed is what is sent, without `file`, `cloud_name`, `resource_type` and `api_key`.
 */

import { PageAnswerError, pageAnswer } from '../kit/page-answer.ts'
import type { SignedRequest } from '../kit/upload/upload-file.ts'
import type { UploadWidgetOptions } from './options.ts'
import type { UploadParameters } from './parameters.ts'

type SignatureAnswer = string | Readonly<Record<string, unknown>>
export type UploadSignature =
  | string
  | ((callback: (answer: SignatureAnswer) => void, paramsToSign: Record<string, unknown>) => unknown)
export type PrepareUploadParams = (
  callback: (answer: SignatureAnswer | readonly SignatureAnswer[]) => void,
  params: Record<string, unknown> | readonly Record<string, unknown>[],
) => unknown

export type SigningOptions = Pick<
  UploadWidgetOptions,
  'apiKey' | 'uploadSignature' | 'uploadSignatureTimestamp' | 'prepareUploadParams' | 'signatureEndpoint'
>

/** The page's own function or server did not give what was needed. */
export class SigningError extends Error {
  override readonly name = 'SigningError'
}

/** As long as a function of the page has. */
const ANSWER_WITHIN_MS = 30_000
/** Names in an answer that are no upload parameters, or are called otherwise on the wire. */
const ANSWER_NAMES: Readonly<Record<string, string>> = {
  uploadSignatureTimestamp: 'timestamp',
  upload_signature_timestamp: 'timestamp',
}
const NOT_SIGNED = ['file', 'cloud_name', 'resource_type', 'api_key', 'signature']

export function isSigned(options: SigningOptions): boolean {
  return Boolean(options.uploadSignature || options.prepareUploadParams || options.signatureEndpoint)
}

/** @throws SigningError */
export async function signParameters(
  parameters: UploadParameters,
  options: SigningOptions,
  signal: AbortSignal,
): Promise<SignedRequest> {
  if (!isSigned(options)) return { parameters }
  const timestamp = String(options.uploadSignatureTimestamp ?? Math.floor(Date.now() / 1000))
  const unsigned = { ...parameters, timestamp }
  if (options.prepareUploadParams) return prepared(unsigned, options, options.prepareUploadParams, signal)
  const answer = await signatureFor(unsigned, options, signal)
  return merged(unsigned, answer, options)
}

async function prepared(
  unsigned: UploadParameters,
  options: SigningOptions,
  prepare: PrepareUploadParams,
  signal: AbortSignal,
): Promise<SignedRequest> {
  const answer = await asked<SignatureAnswer | readonly SignatureAnswer[]>(
    (callback) => prepare(callback, { ...unsigned }),
    'prepareUploadParams',
    signal,
  )
  const own = Array.isArray(answer) ? answer[0] : (answer as SignatureAnswer)
  if (typeof own === 'object' && own !== null && !('signature' in own)) {
    // Only parameters came: signed when there is somebody to sign, else unsigned, and then without a timestamp.
    const { parameters, ...rest } = merged(unsigned, own, options)
    if (options.uploadSignature || options.signatureEndpoint) {
      return { ...merged(parameters, await signatureFor(parameters, options, signal), options), ...rest }
    }
    const { timestamp: _, api_key: __, ...withoutSigning } = parameters
    return { ...rest, parameters: withoutSigning }
  }
  return merged(unsigned, own ?? '', options)
}

async function signatureFor(
  unsigned: UploadParameters,
  options: SigningOptions,
  signal: AbortSignal,
): Promise<SignatureAnswer> {
  const { uploadSignature, signatureEndpoint } = options
  const toSign = Object.fromEntries(Object.entries(unsigned).filter(([name]) => !NOT_SIGNED.includes(name)))
  if (typeof uploadSignature === 'string') return uploadSignature
  if (uploadSignature) return asked((callback) => uploadSignature(callback, toSign), 'uploadSignature', signal)
  return askEndpoint(signatureEndpoint ?? '', toSign, signal)
}

async function askEndpoint(
  address: string,
  paramsToSign: UploadParameters,
  signal: AbortSignal,
): Promise<SignatureAnswer> {
  let response: Response
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ paramsToSign }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    })
  } catch (error) {
    signal.throwIfAborted()
    throw new SigningError(`The signature endpoint ${address} could not be reached`, { cause: error })
  }
  if (!response.ok) throw new SigningError(`The signature endpoint ${address} answered ${response.status}`)
  const answer: unknown = await response.json().catch(() => undefined)
  if (typeof answer === 'string' || (typeof answer === 'object' && answer !== null && 'signature' in answer)) {
    return answer as SignatureAnswer
  }
  throw new SigningError(`The signature endpoint ${address} answered without a signature`)
}

async function asked<Answer>(
  call: (callback: (answer: Answer) => void) => unknown,
  name: string,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    return await pageAnswer(call, { name, signal })
  } catch (error) {
    throw error instanceof PageAnswerError ? new SigningError(error.message, { cause: error }) : error
  }
}

function merged(unsigned: UploadParameters, answer: SignatureAnswer, options: SigningOptions): SignedRequest {
  const given: Record<string, unknown> = typeof answer === 'string' ? { signature: answer } : { ...answer }
  const parameters: UploadParameters = { ...unsigned }
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue
    parameters[ANSWER_NAMES[key] ?? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = wireText(value)
  }
  const { cloud_name: cloudName, resource_type: resourceType, expires, expire = expires, ...sent } = parameters
  if (sent.signature !== undefined && sent.api_key === undefined) {
    if (!options.apiKey) throw new SigningError('Signed uploads need apiKey')
    sent.api_key = options.apiKey
  }
  return { parameters: sent, cloudName, resourceType, expiresAtMs: timeOf(expire) }
}

/** Seconds, or milliseconds, as people write them; undefined for what is no time. */
function timeOf(text: string | undefined): number | undefined {
  const time = Number(text ?? Number.NaN)
  if (!Number.isFinite(time)) return undefined
  return time < 1e11 ? time * 1000 : time
}

function wireText(value: unknown): string {
  if (Array.isArray(value)) return value.join(',')
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, entry]) => `${key}=${entry}`)
      .join('|')
  }
  return String(value)
}
