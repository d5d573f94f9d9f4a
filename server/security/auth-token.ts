/**
 * Access tokens of deliveries: `[ip=…~][st=…~]exp=…[~acl=…]~hmac=<hex>`, in the query parameter or the cookie
 * `__cld_token__`.
 *
 * hmac  HMAC-SHA256 with the hex-decoded key over the parts before it as they stand, joined by `~`; where there is no
 *       acl, `url=<escaped path and query>` is signed as a last part that is not sent.
 * acl   escaped patterns joined by `!`; `*` is any run of characters, `?` any one.
 * st, exp  Unix seconds.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export const AUTH_TOKEN_NAME = '__cld_token__'

export interface AuthTokenCheck {
  readonly token: string
  /** Hex. */
  readonly key: string
  /** What a token without acl may have signed: path with query (without the token), in every form a client may use. */
  readonly urls: readonly string[]
  /** Path without query, as received. */
  readonly path: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly clientIp: string | null
}

export type AuthTokenVerdict = 'valid' | 'malformed' | 'forged' | 'early' | 'expired' | 'elsewhere'

/** Whether the token opens that path, now, for that client; else the first thing that is wrong with it. */
export function checkAuthToken(check: AuthTokenCheck): AuthTokenVerdict {
  const parts = check.token.split('~')
  const hmac = /^hmac=([0-9a-f]{64})$/.exec(parts.pop() ?? '')?.[1]
  const fields = new Map(parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
  const expiry = unixSeconds(fields.get('exp'))
  const start = fields.has('st') ? unixSeconds(fields.get('st')) : 0
  if (hmac === undefined || expiry === null || start === null || fields.size !== parts.length) return 'malformed'

  const acl = fields.get('acl')
  const messages = acl === undefined ? check.urls.map((url) => [...parts, `url=${escapeToken(url)}`]) : [parts]
  const isGenuine = messages.some((message) => equals(hmac, tokenDigest(message.join('~'), check.key)))
  if (!isGenuine) return 'forged'
  if (check.now < start * 1000) return 'early'
  if (check.now >= expiry * 1000) return 'expired'
  if (acl !== undefined && !matchesAcl(acl, check.path)) return 'elsewhere'
  const ip = fields.get('ip')
  if (ip !== undefined && ip !== check.clientIp) return 'elsewhere'
  return 'valid'
}

export interface AuthTokenGrant {
  /** Hex. */
  readonly key: string
  readonly ip?: string
  /** Unix seconds. */
  readonly start?: number
  readonly expiry: number
  readonly acl?: readonly string[]
  /** Path and query; signed when there is no acl. */
  readonly url?: string
}

/** Makes a token, without its name. */
export function makeAuthToken({ key, ip, start, expiry, acl, url }: AuthTokenGrant): string {
  const parts = [
    ...(ip === undefined ? [] : [`ip=${ip}`]),
    ...(start === undefined ? [] : [`st=${start}`]),
    `exp=${expiry}`,
    ...(acl === undefined ? [] : [`acl=${acl.map(escapeToken).join('!')}`]),
  ]
  const signed = acl === undefined && url !== undefined ? [...parts, `url=${escapeToken(url)}`] : parts
  return [...parts, `hmac=${tokenDigest(signed.join('~'), key)}`].join('~')
}

function tokenDigest(message: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(message).digest('hex')
}

/** Exactly the characters that the SDKs escape, with lower-case digits. */
function escapeToken(text: string): string {
  return text.replace(/[ "#%&'/:;<=>?@[\]^`{|}~]/g, (character) => encodedByte(character.charCodeAt(0)))
}

function encodedByte(code: number): string {
  return `%${code.toString(16).padStart(2, '0')}`
}

function matchesAcl(acl: string, path: string): boolean {
  const paths = [path, decodedOnce(path)]
  return acl.split('!').some((entry) => {
    const pattern = decodedOnce(entry)
    return paths.some((candidate) => matchesWildcards(pattern, candidate))
  })
}

/** Linear in practice: on a mismatch only the last `*` is extended. */
function matchesWildcards(pattern: string, text: string): boolean {
  let at = 0
  let within = 0
  let star = -1
  let resume = 0
  while (at < text.length) {
    if (
      within < pattern.length &&
      (pattern[within] === '?' || pattern[within] === text[at]) &&
      pattern[within] !== '*'
    ) {
      at += 1
      within += 1
    } else if (pattern[within] === '*') {
      star = within
      resume = at
      within += 1
    } else if (star !== -1) {
      within = star + 1
      resume += 1
      at = resume
    } else return false
  }
  while (pattern[within] === '*') within += 1
  return within === pattern.length
}

function unixSeconds(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null
}

function equals(received: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(received), Buffer.from(expected))
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
