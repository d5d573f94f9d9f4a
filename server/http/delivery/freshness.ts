/** Does the client have it already? `If-None-Match` decides; `If-Modified-Since` only where that is missing. */
import type { IncomingHttpHeaders } from 'node:http'

export interface Validators {
  /** Quoted, strong. */
  readonly etag: string
  /** Milliseconds since 1970, whole seconds. */
  readonly lastModifiedMs: number
}

/** True when 304 is the answer to a GET or HEAD with these headers. */
export function isUnchanged(headers: IncomingHttpHeaders, { etag, lastModifiedMs }: Validators): boolean {
  const known = headers['if-none-match']
  if (known !== undefined) return known === etag || matchesList(known, etag)
  const since = headers['if-modified-since']
  if (since === undefined) return false
  const sinceMs = Date.parse(since)
  return !Number.isNaN(sinceMs) && lastModifiedMs <= sinceMs
}

/** Weak comparison, as the standard asks for on `If-None-Match`: a cache on the way may have weakened our tag. */
function matchesList(list: string, etag: string): boolean {
  return list.split(',').some((item) => {
    const tag = item.trim()
    return tag === '*' || tag === etag || tag === `W/${etag}`
  })
}
