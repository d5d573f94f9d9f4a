/** What delivery takes from a request and gives back; HTTP only beyond this point. */
import type { Readable } from 'node:stream'
import type { DeliveryOptions, RequestHints } from '../../transformation/plan/plan-types.ts'

export interface DeliveryRequest {
  /** Path and query as received, still percent-encoded, without the prefix that the server is mounted under. */
  readonly target: string
  /** `Host` of the request, port included. */
  readonly host: string
  readonly hints: RequestHints
  /** Value of the access token's cookie. */
  readonly tokenCookie: string | null
  readonly clientIp: string | null
  /** Host of the page that shows it, as the request says. */
  readonly referrer: string | null
  readonly signal: AbortSignal
}

export type DeliveryAnswer = FileAnswer | TextAnswer

interface AnswerBase {
  readonly contentType: string
  readonly cacheControl: string
  readonly varied: DeliveryOptions['varied']
  /** Sent as `X-Cld-Error` with an answer that is a success nevertheless, e.g. a default image. */
  readonly warning: string | null
}

/** A stored file, or a part of it. */
export interface FileAnswer extends AnswerBase {
  readonly kind: 'file'
  readonly size: number
  /** MD5 of the file, 32 hex. */
  readonly etag: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** File name of a download; null when it is to be shown. */
  readonly attachment: string | null
  /** Further headers of the asset's own, names and values. */
  readonly headers: readonly (readonly [string, string])[]
  /** `width=…,height=…` for `Server-Timing`. */
  readonly contentInfo: string
  /** Whether it was made for this request. */
  readonly isFresh: boolean
  /** Names of what it was made from, for caches of finished answers; null when no such cache may keep it. */
  readonly dependencies: readonly string[] | null
  /** Until when such a cache may keep it: milliseconds since 1970. */
  readonly keepUntil: number
  open(options: { readonly range?: { readonly start: number; readonly end: number } }): Promise<Readable>
}

/** A small text made for the request. */
export interface TextAnswer extends AnswerBase {
  readonly kind: 'text'
  readonly body: string
}
