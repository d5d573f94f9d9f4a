/**
 * `s--<signature>--` of a delivery URL.
 *
 *   signature = base64url(HASH(signed text + secret)), its first 8 characters (SHA-1 or SHA-256) or 32 (SHA-256)
 *   signed text = chain and source joined by `/`, with the extension, without version, type, cloud and SEO suffix
 *
 * Clients disagree on the escaping of the signed text: some sign what stands in the URL, some what it means. A match
 * on any of these is right: as received, decoded once, decoded fully; and chain and source may differ in it, because
 * HTTP clients escape characters of the chain on the way. Runs of slashes count as one, except after a colon.
 */
import { createHash, timingSafeEqual } from 'node:crypto'

export interface SignedUrl {
  /** What stood between `s--` and `--`: 8 or 32 characters. */
  readonly signature: string
  /** Components as received, still percent-encoded, joined by `/`; empty when there are none. */
  readonly rawChain: string
  /** Source with extension as received, still percent-encoded, without SEO suffix and query. */
  readonly rawSource: string
}

export interface UrlSignatureRules {
  /** Secrets of all active keys of the environment. */
  readonly secrets: readonly string[]
  readonly algorithm: 'any' | 'sha1' | 'sha256'
}

/** Is it the signature of that URL by one of the keys? Takes the same time whatever is wrong about it. */
export function isUrlSignatureValid(url: SignedUrl, { secrets, algorithm }: UrlSignatureRules): boolean {
  const length = url.signature.length
  if (length !== 8 && length !== 32) return false
  const algorithms = (length === 32 ? ['sha256'] : ['sha1', 'sha256']).filter(
    (name) => algorithm === 'any' || name === algorithm || length === 32,
  )
  const received = Buffer.from(url.signature)
  let found = false
  for (const text of signedTexts(url.rawChain, url.rawSource)) {
    for (const secret of secrets) {
      for (const name of algorithms) {
        const expected = Buffer.from(signUrl(text, secret, name as 'sha1' | 'sha256', length))
        if (expected.length === received.length && timingSafeEqual(expected, received)) found = true
      }
    }
  }
  return found
}

/** The signature of a signed text; 8 characters by default, as the SDKs make it. */
export function signUrl(text: string, secret: string, algorithm: 'sha1' | 'sha256', length: 8 | 32 = 8): string {
  const digest = createHash(algorithm)
    .update(text + secret)
    .digest('base64')
  return digest.replaceAll('+', '-').replaceAll('/', '_').slice(0, length)
}

function signedTexts(rawChain: string, rawSource: string): ReadonlySet<string> {
  const texts = new Set<string>()
  for (const chain of escapings(rawChain)) {
    for (const source of escapings(rawSource)) {
      texts.add((chain === '' ? source : `${chain}/${source}`).replace(/([^:])\/{2,}/g, '$1/'))
    }
  }
  return texts
}

/** The SDK that signs unescaped text decodes at most ten times. */
const MOST_DECODINGS = 10

function escapings(raw: string): readonly string[] {
  const once = decoded(raw)
  let full = once
  for (let pass = 1; pass < MOST_DECODINGS; pass += 1) {
    const next = decoded(full)
    if (next === full) break
    full = next
  }
  return [...new Set([raw, once, full])]
}

/** Decoded, or as it was when it is not percent-encoded text. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
