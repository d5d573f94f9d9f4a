/**
 * Every error of the API becomes `{ error: { message, … } }` (below `/v2` with a category and details) with a status that client libraries read: 400, 401, 403, 404,
 * 409, 420, 429, 500. What is not ours keeps its text in the log. Beside the message that clients know:
 *
 *   code    stable name of the situation        remedy  what to do
 *   cause   what usually leads to it            docs    where more stands
 *   signature  to callers at the same machine: why a signature does not fit
 */
import type { ErrorRequestHandler } from 'express'
import { TintypeError } from '../../errors/base.ts'
import { OverloadedError } from '../../errors/media-errors.ts'
import {
  AuthorizationError,
  ClientGoneError,
  InvalidParameterError,
  RateLimitedError,
} from '../../errors/request-errors.ts'
import { TooManyAttemptsError } from '../../errors/sign-in-errors.ts'
import { LicencePendingError } from '../../errors/stock-errors.ts'
import type { Log } from '../../ports/log.ts'
import { type BaseUrlOf, errorBodyV1, type PresentErrorBody, presentError } from '../error-json.ts'
import { requestContext } from '../request-context.ts'
import { bearerToken } from './page-origin.ts'

/** How long a client may go on sending a body that nobody reads, so that it gets to see the answer. */
const LINGER_MS = 5_000

export function apiErrors(log: Log, baseUrlOf: BaseUrlOf, body: PresentErrorBody = errorBodyV1): ErrorRequestHandler {
  return (raised, request, response, next) => {
    const error = isUndecodable(raised)
      ? new InvalidParameterError('The address is not valid percent-encoding')
      : raised
    const { id, signal } = requestContext(request)
    // The work was stopped because the client went: nobody is there to be told, and nothing is wrong here.
    if (signal.aborted && isAbort(error)) {
      response.destroy()
      return
    }
    if (!(error instanceof TintypeError)) log.error({ requestId: id, err: error }, 'The request failed')
    else if (error.status >= 500) log.warn({ requestId: id, err: error, cause: error.cause }, error.message)
    if (response.headersSent || response.destroyed) {
      next(error)
      return
    }
    if (error instanceof ClientGoneError) {
      response.destroy()
      return
    }
    if (!request.complete) {
      // Without `Connection: close`: Node would cut the connection at once, and a client that still sends would see
      // that instead of the answer.
      const timer = setTimeout(() => request.destroy(), LINGER_MS)
      request.once('close', () => clearTimeout(timer))
      request.resume()
    }
    if (error instanceof AuthorizationError && request.headers.authorization !== undefined) {
      // A browser that is answered with Basic asks its user for a password.
      const scheme = bearerToken(request) === null ? 'Basic realm="API", charset="UTF-8"' : 'Bearer realm="API"'
      response.setHeader('WWW-Authenticate', scheme)
    }
    if (hasRetryTime(error)) response.setHeader('Retry-After', String(error.retryAfterSeconds))
    const status = statusOf(error)
    response.status(status).json(body(presentError(error, request, baseUrlOf), status, request))
  }
}

const WITH_RETRY_TIME = [OverloadedError, RateLimitedError, TooManyAttemptsError, LicencePendingError] as const

function hasRetryTime(error: unknown): error is InstanceType<(typeof WITH_RETRY_TIME)[number]> {
  return WITH_RETRY_TIME.some((kind) => error instanceof kind)
}

/** What Express raises when it cannot decode a parameter of the path; it has given that a status. */
function isUndecodable(error: unknown): boolean {
  return error instanceof URIError && 'status' in error && error.status === 400
}

function isAbort(error: unknown): boolean {
  return error instanceof ClientGoneError || (error instanceof Error && error.name === 'AbortError')
}

function statusOf(error: unknown): number {
  if (!(error instanceof TintypeError)) return 500
  return error instanceof OverloadedError ? 429 : error.status
}
