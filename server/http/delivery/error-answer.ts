/**
 * Errors of delivery: the reason is in `X-Cld-Error`, repeated as a line of plain text. 400 and 404 may be kept by
 * caches for a minute, other errors not at all; nothing of ours keeps them.
 */
import type { ServerResponse } from 'node:http'
import { TintypeError } from '../../errors/base.ts'
import { OverloadedError } from '../../errors/media-errors.ts'
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
  const retry = error instanceof OverloadedError ? ['Retry-After', String(error.retryAfterSeconds)] : []
  return { status: error.status, message: error.message, headers: retry }
}

export function writeError(response: ServerResponse, answer: ErrorAnswer, isHead: boolean): void {
  const body = `${answer.message}\n`
  const isBrieflyKept = answer.status === 400 || answer.status === 404
  response.writeHead(answer.status, [
    ...COMMON_HEADERS,
    'Content-Type',
    'text/plain; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(body)),
    'Content-Security-Policy',
    "default-src 'none'; sandbox",
    'Cache-Control',
    isBrieflyKept ? 'public, max-age=60' : 'private, no-store',
    'X-Cld-Error',
    errorHeader(answer.message),
    'Server-Timing',
    `cld-error;desc=${quotedText(answer.message)}`,
    ...answer.headers,
  ])
  response.end(isHead ? undefined : body)
}
