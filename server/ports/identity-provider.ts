/** What waits in the browser while its user is at the provider. */
export interface IdentityFlow {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

export interface Identity {
  readonly issuer: string
  /** Never changes, unlike the e-mail. */
  readonly subject: string
  /** Null unless the provider vouches for it. */
  readonly verifiedEmail: string | null
}

/** Signs people in who are known elsewhere (OpenID Connect). */
export interface IdentityProvider {
  /** Shown on the button. */
  readonly name: string
  /** Where to send the browser. `redirectUri`: where it comes back. @throws IdentityProviderError */
  start(redirectUri: string): Promise<{ readonly url: string; readonly flow: IdentityFlow }>
  /** @param query with which the browser came back. @throws AuthorizationError | IdentityProviderError */
  finish(query: string, redirectUri: string, flow: IdentityFlow): Promise<Identity>
}
