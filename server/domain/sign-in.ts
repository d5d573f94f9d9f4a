/** What proves who somebody is, and what they carry after they have. */

export interface UserCredential {
  readonly userId: string
  /** See `security/password.ts`; null: none was set. */
  readonly passwordHash: string | null
  /** Base32 secret of the second factor, once it was confirmed. */
  readonly totpSecret: string | null
  /** Asked for, and not confirmed yet. */
  readonly pendingTotpSecret: string | null
  /** Time step of the last code that was accepted: none is good twice. */
  readonly totpLastStep: number
  /** Hashes of the codes that are left. */
  readonly recoveryHashes: readonly string[]
  /** Who they are to the identity provider. */
  readonly identity: { readonly issuer: string; readonly subject: string } | null
}

export interface Session {
  readonly id: string
  readonly tokenHash: string
  readonly userId: string
  readonly createdAt: number
  readonly lastUsedAt: number
  readonly userAgent: string
  readonly address: string
}

export type TokenPurpose = 'invitation' | 'password_reset' | 'second_factor'

/** Something in the hands of a user that works for a while; only its hash is stored. */
export interface UserToken {
  readonly tokenHash: string
  readonly userId: string
  readonly purpose: TokenPurpose
  readonly expiresAt: number
}

/** How often something was tried in a while. */
export interface Attempts {
  readonly key: string
  readonly count: number
  /** The count starts anew after that. */
  readonly expiresAt: number
}
