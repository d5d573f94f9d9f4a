/** An error as the API answers it: the message that clients know, and what people need besides. */
import type { IncomingMessage } from 'node:http'
import type { ErrorBodyV2, ErrorJson } from '../contract/error-json.ts'
import { TintypeError } from '../errors/base.ts'
import { ERROR_CATALOGUE, type ErrorCode, errorAnchor } from '../errors/catalogue.ts'
import { SignatureError } from '../errors/request-errors.ts'
import { presentDiagnosis } from '../present/signature-diagnosis.ts'
import { isFromLoopback } from './loopback.ts'
import { requestContext } from './request-context.ts'

/** Under which address a client knows this server, without a slash at the end. */
export type BaseUrlOf = (request: IncomingMessage) => string

/** Of a bug of ours nothing is told. */
export function presentError(error: unknown, request: IncomingMessage, baseUrlOf: BaseUrlOf): ErrorJson {
  if (!(error instanceof TintypeError)) return describeError('INTERNAL_ERROR', 'General Error', request, baseUrlOf)
  const described = describeError(error.code, error.message, request, baseUrlOf)
  if (!(error instanceof SignatureError) || !isFromLoopback(request)) return described
  return { ...described, signature: presentDiagnosis(error.explain()) }
}

export function describeError(
  code: ErrorCode,
  message: string,
  request: IncomingMessage,
  baseUrlOf: BaseUrlOf,
): ErrorJson {
  return { message, code, ...ERROR_CATALOGUE[code], docs: `${baseUrlOf(request)}/docs/errors#${errorAnchor(code)}` }
}

/** The body of an answer; its form is that of the API that was asked. */
export type PresentErrorBody = (described: ErrorJson, status: number, request: IncomingMessage) => object

export function errorBodyV1(described: ErrorJson) {
  return { error: described }
}

export function errorBodyV2(
  { code, message, ...details }: ErrorJson,
  status: number,
  request: IncomingMessage,
): ErrorBodyV2 {
  return { error: { category: categoryOf(status), code, message, details }, request_id: requestContext(request).id }
}

function categoryOf(status: number): ErrorBodyV2['error']['category'] {
  if (status === 401 || status === 403) return 'auth_error'
  if (status === 420 || status === 429) return 'rate_limit_error'
  return status >= 500 ? 'server_error' : 'user_error'
}
