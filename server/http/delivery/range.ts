/** `Range` and `If-Range` of one byte range (RFC 9110 §14). Several ranges are answered with the whole file. */

export type RangeOutcome =
  | { readonly kind: 'whole' }
  /** Both ends included. */
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' }

export interface RangeRequest {
  readonly range: string | undefined
  readonly ifRange: string | undefined
  /** Bytes of the whole file. */
  readonly size: number
  /** Quoted, as sent. */
  readonly etag: string
  /** As sent, in the form of HTTP dates. */
  readonly lastModified: string
}

const WHOLE: RangeOutcome = { kind: 'whole' }
const UNSATISFIABLE: RangeOutcome = { kind: 'unsatisfiable' }

/** What of the file is asked for. A `Range` that is no byte range is ignored, as the standard wants it. */
export function readRange({ range, ifRange, size, etag, lastModified }: RangeRequest): RangeOutcome {
  if (range === undefined) return WHOLE
  if (ifRange !== undefined && ifRange !== etag && ifRange !== lastModified) return WHOLE
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(range)
  if (match === null || (match[1] === '' && match[2] === '')) return WHOLE
  const first = match[1] ?? ''
  const last = match[2] ?? ''
  if (first === '') return lastBytes(Number(last), size)
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return WHOLE
  return start >= size ? UNSATISFIABLE : { kind: 'part', start, end }
}

function lastBytes(count: number, size: number): RangeOutcome {
  if (count === 0 || size === 0) return UNSATISFIABLE
  return { kind: 'part', start: Math.max(0, size - count), end: size - 1 }
}
