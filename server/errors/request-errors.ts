/** What can be wrong with a request to the API. */
import { TintypeError } from './base.ts'

/** Why a signature does not fit. */
export interface SignatureDiagnosis {
  /** Without the secret, which is appended to it. */
  readonly stringToSign: string
  /** What the client has signed, as far as that can be told. */
  readonly stringSigned: string | null
  readonly firstDifference: FirstDifference | null
  readonly explanation: string
}

export interface FirstDifference {
  /** In UTF-16 units, from 0. */
  readonly offset: number
  /** A few characters from there on. */
  readonly expected: string
  readonly received: string
}

/** A parameter is missing, malformed or contradictory. */
export class InvalidParameterError extends TintypeError {
  readonly code = 'INVALID_PARAMETER'
  readonly status = 400
}

/** A parameter that is understood, but whose work this installation does not do (yet, or by decision). */
export class UnsupportedParameterError extends TintypeError {
  readonly code = 'UNSUPPORTED_PARAMETER'
  readonly status = 400
}

/** No or wrong credentials, signature or token; or access that they do not give. */
export class AuthorizationError extends TintypeError {
  readonly code = 'UNAUTHORIZED'
  readonly status = 401
}

/** A signature that does not fit what arrived. */
export class SignatureError extends TintypeError {
  readonly code = 'INVALID_SIGNATURE'
  readonly status = 401
  /** Why, for whoever may know; made only when asked for. */
  readonly explain: () => SignatureDiagnosis

  constructor(message: string, explain: () => SignatureDiagnosis) {
    super(message)
    this.explain = explain
  }
}

/** The API key is good, and may not do this. 401 in the Upload API, where clients drop the text of a 403. */
export class PermissionDeniedError extends TintypeError {
  readonly code = 'PERMISSION_DENIED'
  readonly status: 401 | 403

  constructor(message: string, status: 401 | 403) {
    super(message)
    this.status = status
  }
}

/** Asked too often: more than this environment or this client may in that time. */
export class RateLimitedError extends TintypeError {
  readonly code: 'RATE_LIMITED' | 'USAGE_LIMIT_REACHED' = 'RATE_LIMITED'
  readonly status = 420
  readonly retryAfterSeconds: number

  constructor(message: string, retryAfterMs: number) {
    super(message)
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000))
  }
}

/** The environment has used up a limit that throttles what makes something new. */
export class UsageLimitError extends RateLimitedError {
  override readonly code = 'USAGE_LIMIT_REACHED'

  constructor(name: string, perMinute: number, retryAfterMs: number) {
    const rest = perMinute === 0 ? 'no new files are made' : `${perMinute} new files a minute are made`
    super(`Usage limit of ${name} reached: ${rest}; what there is goes on being delivered`, retryAfterMs)
  }
}

/** There is no such asset, preset, operation … */
export class NotFoundError extends TintypeError {
  readonly code = 'NOT_FOUND'
  readonly status = 404
}

/** The name is taken. */
export class ConflictError extends TintypeError {
  readonly code = 'CONFLICT'
  readonly status = 409
}

/** The body is not what its content type says, or is larger than allowed. */
export class MalformedBodyError extends TintypeError {
  readonly code = 'MALFORMED_BODY'
  readonly status = 400
}

/** The copy of a backed-up version is missing, or is not what was backed up: nothing was restored from it. */
export class DamagedBackupError extends TintypeError {
  readonly code = 'DAMAGED_BACKUP'
  readonly status = 500

  constructor(versionId: string) {
    super(`The backup of version ${versionId} is damaged: nothing was restored`)
  }
}

/** The request was aborted by its sender: nobody reads the answer. */
export class ClientGoneError extends TintypeError {
  readonly code = 'CLIENT_GONE'
  readonly status = 400
}

/** Parts of a chunked upload were damaged on this server after they had been acknowledged. The rest is still there. */
export class DamagedUploadError extends TintypeError {
  readonly code = 'DAMAGED_UPLOAD'
  readonly status = 500

  constructor(parts: readonly { readonly start: number; readonly end: number }[]) {
    const ranges = parts.map(({ start, end }) => `${start}-${end}`)
    super(`Parts of this upload were damaged after they were received: send these again: ${ranges.join(', ')}`)
  }
}

/** No room to store. Nothing was acknowledged. */
export class StorageFullError extends TintypeError {
  readonly code = 'STORAGE_FULL'
  readonly status = 500

  constructor(options?: ErrorOptions) {
    super('Storage is full: nothing was stored or changed', options)
  }
}
