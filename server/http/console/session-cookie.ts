/** The two cookies of the Console: who is signed in, and what waits while somebody is at the identity provider. */
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface CookieOptions {
  readonly isSecure: boolean
  /** Where the server is mounted; mostly empty. */
  readonly prefix: string
  readonly maxAgeSeconds: number
}

export const SESSION_COOKIE = 'tintype_session'
export const IDENTITY_COOKIE = 'tintype_identity'

export function readCookie({ headers }: IncomingMessage, name: string): string | null {
  for (const part of (headers.cookie ?? '').split(';')) {
    const equals = part.indexOf('=')
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim()
  }
  return null
}

/** @param value letters, digits, `-` and `_`; empty text removes the cookie */
export function writeCookie(
  response: ServerResponse,
  name: string,
  value: string,
  { isSecure, prefix, maxAgeSeconds }: CookieOptions,
): void {
  const parts = [
    `${name}=${value}`,
    `Path=${prefix}/`,
    `Max-Age=${value === '' ? 0 : maxAgeSeconds}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(isSecure ? ['Secure'] : []),
  ]
  response.appendHeader('Set-Cookie', parts.join('; '))
}
