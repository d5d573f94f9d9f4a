/**
 * The headers of a delivered file, as flat lists of names and values that Node writes without touching them again.
 * Everything is decided here: no header of an origin or of an uploaded file gets through by itself.
 */
import type { FileAnswer, TextAnswer } from '../../services/delivery/delivery-types.ts'
import { contentDisposition, errorHeader } from './header-text.ts'
import { varyHeader } from './hints.ts'

/** Nothing in a delivered file may run or load anything when it is opened as a page. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
/** Browsers show PDF with a plug-in document of their own, which a sandbox keeps from loading. */
const INERT_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src data:"

const EXPOSED = 'Content-Length,Content-Range,ETag,Server-Timing,X-Cld-Error,X-Content-Type-Options,X-Request-Id'

/** On every answer of delivery, errors included. */
export const COMMON_HEADERS: readonly string[] = [
  'Access-Control-Allow-Origin',
  '*',
  'Timing-Allow-Origin',
  '*',
  'Access-Control-Expose-Headers',
  EXPOSED,
  'Cross-Origin-Resource-Policy',
  'cross-origin',
  'X-Content-Type-Options',
  'nosniff',
]

export const PREFLIGHT_HEADERS: readonly string[] = [
  'Access-Control-Allow-Origin',
  '*',
  'Access-Control-Allow-Methods',
  'GET, HEAD, OPTIONS',
  'Access-Control-Allow-Headers',
  'Range, If-Range, If-None-Match, If-Modified-Since, DPR, Width, Viewport-Width, Save-Data, X-Requested-With',
  'Access-Control-Max-Age',
  '86400',
]

export interface Validating {
  /** Quoted. */
  readonly etag: string
  readonly lastModified: string
  readonly lastModifiedMs: number
}

/** The validators of a file; whole seconds, as HTTP dates have no finer ones. */
export function validatorsOf(answer: FileAnswer): Validating {
  const lastModifiedMs = Math.floor(answer.createdAt / 1000) * 1000
  return { etag: `"${answer.etag}"`, lastModifiedMs, lastModified: new Date(lastModifiedMs).toUTCString() }
}

/** What a 304 says too. */
export function cachingHeaders(answer: FileAnswer, validating: Validating): string[] {
  const vary = varyHeader(answer.varied)
  return [
    ...COMMON_HEADERS,
    'ETag',
    validating.etag,
    'Last-Modified',
    validating.lastModified,
    'Cache-Control',
    answer.cacheControl,
    ...(vary === '' ? [] : ['Vary', vary]),
  ]
}

/** All of a 200 or 206 but `Content-Length`, `Content-Range` and `Server-Timing`. */
export function fileHeaders(answer: FileAnswer, validating: Validating): string[] {
  const isPdf = answer.contentType === 'application/pdf'
  const disposition = answer.attachment === null ? null : contentDisposition('attachment', answer.attachment)
  return [
    ...cachingHeaders(answer, validating),
    'Content-Type',
    answer.contentType,
    'Accept-Ranges',
    'bytes',
    'Content-Security-Policy',
    isPdf ? INERT_PDF : INERT,
    ...(disposition === null ? [] : ['Content-Disposition', disposition]),
    ...(answer.warning === null ? [] : ['X-Cld-Error', errorHeader(answer.warning)]),
    ...answer.headers.flat(),
  ]
}

export function textHeaders(answer: TextAnswer): string[] {
  const vary = varyHeader(answer.varied)
  return [
    ...COMMON_HEADERS,
    'Content-Type',
    answer.contentType,
    'Content-Length',
    String(Buffer.byteLength(answer.body)),
    'Cache-Control',
    answer.cacheControl,
    'Content-Security-Policy',
    INERT,
    ...(vary === '' ? [] : ['Vary', vary]),
    ...(answer.warning === null ? [] : ['X-Cld-Error', errorHeader(answer.warning)]),
  ]
}

/** What a hit or a miss says about itself. */
export function serverTiming(outcome: 'hit' | 'miss', milliseconds: number, contentInfo: string): string {
  const info = contentInfo === '' ? '' : `,content-info;desc="${contentInfo.replaceAll('"', '\\"')}"`
  return `cld-tintype;dur=${Math.max(0, Math.round(milliseconds))};desc=${outcome}${info}`
}
