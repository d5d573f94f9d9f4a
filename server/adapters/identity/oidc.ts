/** OpenID Connect by `openid-client`: authorization code with PKCE. What the provider offers is asked on first use. */
import type * as OpenIdClient from 'openid-client'
import { AuthorizationError } from '../../errors/request-errors.ts'
import { IdentityProviderError } from '../../errors/sign-in-errors.ts'
import type { IdentityProvider } from '../../ports/identity-provider.ts'
import type { Log } from '../../ports/log.ts'

export interface OidcOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
  readonly log: Log
}

type Library = typeof OpenIdClient

const LOOPBACK = /^http:\/\/(127\.\d+\.\d+\.\d+|\[::1\]|localhost)(:\d+)?(\/|$)/

export function oidcProvider({ issuer, clientId, clientSecret, name, log }: OidcOptions): IdentityProvider {
  let opened: Promise<{ readonly library: Library; readonly configuration: OpenIdClient.Configuration }> | null = null

  async function open() {
    const library = await import('openid-client')
    // A provider on this machine is one for trying things out; any other must be asked over TLS.
    const execute = LOOPBACK.test(issuer) ? [library.allowInsecureRequests] : []
    const configuration = await library.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute })
    return { library, configuration }
  }

  async function provider() {
    opened ??= open()
    try {
      return await opened
    } catch (error) {
      // The next one asks again.
      opened = null
      log.warn({ error, issuer }, 'the identity provider does not answer')
      throw new IdentityProviderError('The identity provider cannot be reached: try again later', { cause: error })
    }
  }

  return {
    name,
    async start(redirectUri) {
      const { library, configuration } = await provider()
      const codeVerifier = library.randomPKCECodeVerifier()
      const flow = { state: library.randomState(), nonce: library.randomNonce(), codeVerifier }
      const url = library.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        code_challenge: await library.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state: flow.state,
        nonce: flow.nonce,
      })
      return { url: url.href, flow }
    },
    async finish(query, redirectUri, flow) {
      const { library, configuration } = await provider()
      const tokens = await library
        .authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
          pkceCodeVerifier: flow.codeVerifier,
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          idTokenExpected: true,
        })
        .catch((error: unknown) => {
          log.info({ error, issuer }, 'a sign-in by the identity provider was refused')
          throw new AuthorizationError('The identity provider did not confirm this sign-in: start again', {
            cause: error,
          })
        })
      const claims = tokens.claims()
      if (claims === undefined) throw new AuthorizationError('The identity provider said nothing about the user')
      const userInfo =
        claims.email === undefined
          ? await library.fetchUserInfo(configuration, tokens.access_token, claims.sub).catch(() => undefined)
          : undefined
      const email = claims.email ?? userInfo?.email
      const isVerified = (claims.email_verified ?? userInfo?.email_verified) === true
      return {
        issuer: claims.iss,
        subject: claims.sub,
        verifiedEmail: typeof email === 'string' && isVerified ? email : null,
      }
    },
  }
}
