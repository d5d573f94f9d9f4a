/**
 * Errors of delivery: the reason is in `X-Cld-Error`, repeated as a line of plain text, or as a page to a person whose
 * browser went there. 400 and 404 may be kept by caches for a minute, pages and other errors not at all; nothing of ours
 * keeps them.
 */
import type { ServerResponse } from 'node:http'
import { TintypeError } from '../../errors/base.ts'
import { OverloadedError } from '../../errors/media-errors.ts'
import { RateLimitedError } from '../../errors/request-errors.ts'
import { ERROR_PAGE_POLICY, errorPage, wantsPage } from '../pages/error-page.ts'
import { requestContext } from '../request-context.ts'
import { COMMON_HEADERS } from './answer-headers.ts'
import { errorHeader, quotedText } from './header-text.ts'

/** What is sent for an error; a bug of ours says nothing about itself. */
export interface ErrorAnswer {
  readonly status: number
  readonly message: string
  readonly headers: readonly string[]
}

export function errorAnswer(error: unknown): ErrorAnswer {
  if (!(error instanceof TintypeError)) {
    return { status: 500, message: 'Something went wrong on the server', headers: [] }
  }
  const comesAgain = error instanceof OverloadedError || error instanceof RateLimitedError
  const retry = comesAgain ? ['Retry-After', String(error.retryAfterSeconds)] : []
  return { status: error.status, message: error.message, headers: retry }
}

export function writeError(response: ServerResponse, answer: ErrorAnswer, isHead: boolean): void {
  const { status, message } = answer
  const isPage = wantsPage(response.req)
  const body = isPage ? errorPage({ status, message, requestId: requestContext(response.req).id }) : `${message}\n`
  const isBrieflyKept = answer.status === 400 || answer.status === 404
  response.writeHead(answer.status, [
    ...COMMON_HEADERS,
    'Content-Type',
    `text/${isPage ? 'html' : 'plain'}; charset=utf-8`,
    'Content-Length',
    String(Buffer.byteLength(body)),
    'Content-Security-Policy',
    isPage ? ERROR_PAGE_POLICY : "default-src 'none'; sandbox",
    'Cache-Control',
    isBrieflyKept && !isPage ? 'public, max-age=60' : 'private, no-store',
    'X-Cld-Error',
    errorHeader(answer.message),
    'Server-Timing',
    `cld-error;desc=${quotedText(answer.message)}`,
    ...answer.headers,
  ])
  response.end(isHead ? undefined : body)
}
