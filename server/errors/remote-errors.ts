/** What can go wrong when a file is fetched from elsewhere. */
import { TintypeError } from './base.ts'

/** The address is one that this server does not ask: not http(s), not public, a port that is not allowed. */
export class RemoteRefusedError extends TintypeError {
  readonly code = 'REMOTE_REFUSED'
  readonly status = 400
}

/** No answer, or not a 2xx one. `reason` is short and safe to show. */
export class RemoteUnreachableError extends TintypeError {
  readonly code = 'REMOTE_UNREACHABLE'
  readonly status = 404
  readonly reason: string

  constructor(url: string, reason: string, options?: ErrorOptions) {
    super(`Error in loading ${url} - ${reason}`, options)
    this.reason = reason
  }
}

/** The answer is larger than allowed. */
export class RemoteTooLargeError extends TintypeError {
  readonly code = 'REMOTE_TOO_LARGE'
  readonly status = 400
}

/** Companion is not installed, not configured, or does not answer. */
export class CompanionUnavailableError extends TintypeError {
  readonly code = 'REMOTE_SOURCES_UNAVAILABLE'
  readonly status = 503
}

/** A source that this server does not offer. */
export class RemoteSourceOffError extends TintypeError {
  readonly code = 'REMOTE_SOURCE_OFF'
  readonly status = 404
}

/** The provider did not do what it was asked for. */
export class RemoteSourceFailedError extends TintypeError {
  readonly code = 'REMOTE_SOURCE_FAILED'
  readonly status = 502
}

/** The provider does not accept a visitor's sign-in, or there is none. */
export class RemoteAccountError extends TintypeError {
  readonly code = 'REMOTE_ACCOUNT_SIGNED_OUT'
  readonly status = 401
}
