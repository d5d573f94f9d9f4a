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
