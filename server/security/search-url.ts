/**
 * Addresses of searches: `/search/{signature}/{ttl}/{query}[/{next_cursor}]`. The signature is the SHA-256 of ttl, query
 * and API secret; the query is the standard base64 of JSON, so it may hold slashes itself.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { AccessKey } from '../domain/access-key.ts'

export interface SearchUrl {
  readonly signature: string
  /** Seconds, as written. */
  readonly ttl: string
  /** Everything behind, with its slashes. */
  readonly rest: string
}

export interface VerifiedSearchUrl {
  readonly query: string
  readonly cursor: string | null
  readonly key: AccessKey
}

/** Null when no key has signed it. */
export function verifySearchUrl(url: SearchUrl, keys: readonly AccessKey[]): VerifiedSearchUrl | null {
  const slash = url.rest.lastIndexOf('/')
  const readings = [
    { query: url.rest, cursor: null },
    ...(slash < 0 ? [] : [{ query: url.rest.slice(0, slash), cursor: url.rest.slice(slash + 1) }]),
  ]
  for (const reading of readings) {
    const key = keys.find(({ apiSecret }) => isSigned(url.signature, `${url.ttl}${reading.query}${apiSecret}`))
    if (key !== undefined) return { ...reading, key }
  }
  return null
}

function isSigned(signature: string, text: string): boolean {
  const expected = createHash('sha256').update(text).digest()
  const given = /^[0-9a-f]{64}$/i.test(signature) ? Buffer.from(signature, 'hex') : Buffer.alloc(0)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
