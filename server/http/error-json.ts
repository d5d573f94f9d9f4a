/** An error as the API answers it: the message that clients know, and what people need besides. */
import type { IncomingMessage } from 'node:http'
import type { ErrorJson } from '../contract/error-json.ts'
import { TintypeError } from '../errors/base.ts'
import { ERROR_CATALOGUE, type ErrorCode, errorAnchor } from '../errors/catalogue.ts'
import { SignatureError } from '../errors/request-errors.ts'
import { presentDiagnosis } from '../present/signature-diagnosis.ts'
import { isFromLoopback } from './loopback.ts'

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
