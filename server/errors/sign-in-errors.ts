/** What can be wrong with signing in. */
import { TintypeError } from './base.ts'

/** Guessed too often: the next try is looked at after `retryAfterSeconds`. */
export class TooManyAttemptsError extends TintypeError {
  readonly code = 'TOO_MANY_ATTEMPTS'
  readonly status = 429
  readonly retryAfterSeconds: number

  constructor(retryAfterMs: number) {
    const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000))
    super(`Too many attempts: try again in ${seconds} seconds`)
    this.retryAfterSeconds = seconds
  }
}

/** The password was right; a code of the authenticator app is needed besides. */
export class SecondFactorRequiredError extends TintypeError {
  readonly code = 'SECOND_FACTOR_REQUIRED'
  readonly status = 401

  constructor() {
    super('A code of the authenticator app is needed: send it as totp, with the e-mail and the password')
  }
}

/** A page that may not sign people in to widgets. */
export class ForeignOriginError extends TintypeError {
  readonly code = 'FOREIGN_ORIGIN'
  readonly status = 403

  constructor(origin: string) {
    super(
      `Pages of ${origin.slice(0, 200)} cannot use the Media Library of this product environment: add that origin to its setting widget_origins`,
    )
  }
}

/** A call with a session that a foreign page could have made: it lacks the header that only our own pages send. */
export class ForeignPageError extends TintypeError {
  readonly code = 'FOREIGN_PAGE'
  readonly status = 403

  constructor() {
    super('Missing header X-Tintype-Console: expected on each call of the Console API')
  }
}

/** The identity provider did not answer, or not as it should. */
export class IdentityProviderError extends TintypeError {
  readonly code = 'IDENTITY_PROVIDER'
  readonly status = 500
}
