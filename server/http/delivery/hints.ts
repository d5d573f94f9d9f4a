/**
 * What the client says about itself, reduced to few values before anything else sees it: headers cannot be signed, and
 * whoever varies them freely must not be able to make more than a handful of files or cache entries.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { RequestHints } from '../../transformation/plan/plan-types.ts'

/** Which hints an answer depended on. */
export type HintName = 'accept' | 'dpr' | 'width' | 'save-data'

export const ALL_HINTS: readonly HintName[] = ['accept', 'dpr', 'width', 'save-data']

const NEGOTIATED = ['avif', 'webp', 'jxl'] as const
const GREATEST_DPR = 10
const GREATEST_WIDTH = 10_000

/** Request headers to hints; what is missing, malformed or absurd counts as not said. */
export function readHints(headers: IncomingHttpHeaders): RequestHints {
  return {
    accepts: acceptedFormats(headers.accept),
    dpr: devicePixelRatio(headers),
    width: positive(headers['sec-ch-width'] ?? headers.width, GREATEST_WIDTH),
    saveData: one(headers['save-data'])?.toLowerCase() === 'on',
  }
}

/** A short text that is equal for requests that get the same file; only the named hints take part. */
export function hintClass(varied: readonly HintName[], hints: RequestHints): string {
  if (varied.length === 0) return ''
  return varied.map((name) => hintText(name, hints)).join(' ')
}

/** The request headers to be listed in `Vary`, for the hints that took part. */
export function varyHeader(varied: readonly HintName[]): string {
  return varied.flatMap((name) => VARY[name]).join(', ')
}

const VARY: Readonly<Record<HintName, readonly string[]>> = {
  accept: ['Accept'],
  dpr: ['Sec-CH-DPR', 'DPR'],
  width: ['Sec-CH-Width', 'Width'],
  'save-data': ['Save-Data'],
}

function hintText(name: HintName, hints: RequestHints): string {
  switch (name) {
    case 'accept':
      return hints.accepts.join('+')
    case 'dpr':
      return String(hints.dpr)
    case 'width':
      return String(hints.width)
    case 'save-data':
      return String(hints.saveData)
  }
}

/** Formats that are named with a quality above 0; wildcards name none. */
function acceptedFormats(accept: string | undefined): RequestHints['accepts'] {
  if (accept === undefined) return []
  const named = new Set<string>()
  for (const item of accept.slice(0, 2048).toLowerCase().split(',')) {
    const [type, ...parameters] = item.split(';').map((part) => part.trim())
    const isRefused = parameters.some((parameter) => /^q\s*=\s*0(\.0*)?$/.test(parameter))
    if (type?.startsWith('image/') === true && !isRefused) named.add(type.slice('image/'.length))
  }
  return NEGOTIATED.filter((format) => named.has(format))
}

/** Rounded up: `dpr_auto` delivers whole ratios. */
function devicePixelRatio(headers: IncomingHttpHeaders): number | null {
  return positive(headers['sec-ch-dpr'] ?? headers.dpr, GREATEST_DPR)
}

function positive(header: string | string[] | undefined, greatest: number): number | null {
  const text = one(header)?.trim() ?? ''
  if (!/^\d{1,5}(\.\d{1,6})?$/.test(text)) return null
  const value = Math.ceil(Number(text))
  return value >= 1 ? Math.min(value, greatest) : null
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
