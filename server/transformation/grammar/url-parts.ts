/** The query of a delivery URL, and the strings that its signature may have been made over. */
import { decodeFully, decodeOnce } from './percent.ts'

/** `foreign` belongs to the remote file: what is left without the parameters that are ours. As received. */
export interface LeftoverQuery {
  readonly token: string | null
  readonly foreign: string
}

/** SDK analytics, the player's marks. */
const OWN_PARAMETERS: ReadonlySet<string> = new Set(['_a', '_i', '_s'])

export function readQuery(query: string, tokenName = '__cld_token__'): LeftoverQuery {
  if (query === '') return NO_QUERY
  let token: string | null = null
  const foreign: string[] = []
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=')
    const name = equals === -1 ? pair : pair.slice(0, equals)
    if (name === tokenName) token = equals === -1 ? '' : pair.slice(equals + 1)
    else if (pair !== '' && !OWN_PARAMETERS.has(name)) foreign.push(pair)
  }
  return { token, foreign: foreign.join('&') }
}

const NO_QUERY: LeftoverQuery = { token: null, foreign: '' }

/**
 * Chain, slash, source with extension; without version, type, cloud and suffix. SDKs disagree on the escaping, so a
 * signature is right if it fits any of these.
 */
export interface Signable {
  readonly received: string
  /** Distinct forms, most likely first: as received, decoded once, decoded to the end. */
  forms(): readonly string[]
}

export function signableOf(
  chain: { readonly raw: readonly string[] },
  source: { readonly raw: string; readonly query: string },
): Signable {
  // Proxies collapse the two slashes of a remote address; the signer saw both.
  const repaired = source.raw.replace(COLLAPSED_SCHEME, '$1//')
  const address = source.query === '' ? repaired : `${repaired}?${source.query}`
  const received = chain.raw.length === 0 ? address : `${chain.raw.join('/')}/${address}`
  return {
    received,
    forms: () => [...new Set([received, decodeOnce(received), decodeFully(received)])],
  }
}

const COLLAPSED_SCHEME = /^((?:https?|s3|gs):)\/(?!\/)/i
