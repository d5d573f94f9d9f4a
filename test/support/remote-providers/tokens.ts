/** The part of signing in that all providers have in common: a code, or a refresh token, becomes an access token. */
import type { Answer, ProviderState } from './provider-state.ts'

/** What the consent page of every stand-in gives. */
export const CODE = 'a-code'

/** @param name of the provider; its application is `<name>-key` with `<name>-secret` */
export function issuedTokens(
  body: string,
  state: ProviderState,
  name: string,
  { refreshes }: { readonly refreshes: boolean },
): Answer {
  const form = new URLSearchParams(body)
  if (form.get('client_id') !== `${name}-key` || form.get('client_secret') !== `${name}-secret`) {
    return { status: 401, body: { error: 'invalid_client' } }
  }
  const isFresh =
    form.get('grant_type') === 'refresh_token'
      ? refreshes && !state.stale.has(name) && form.get('refresh_token') === `refresh-${name}`
      : form.get('code') === CODE
  if (!isFresh) return { status: 400, body: { error: 'invalid_grant' } }
  const token = { access_token: state.issue(name), token_type: 'bearer', expires_in: 3600 }
  return { body: refreshes ? { ...token, refresh_token: `refresh-${name}` } : token }
}
