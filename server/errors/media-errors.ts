/** What can be wrong with a media file or with the attempt to work on it. */
import { TintypeError } from './base.ts'

/** The bytes cannot be decoded. */
export class CorruptMediaError extends TintypeError {
  readonly code = 'CORRUPT_MEDIA'
  readonly status = 400
}

/** Nobody here reads or writes this format. */
export class UnsupportedFormatError extends TintypeError {
  readonly code = 'UNSUPPORTED_FORMAT'
  readonly status = 400
}

/** Pixels, frames, bytes or time past a limit of this installation. The message states both numbers. */
export class LimitExceededError extends TintypeError {
  readonly code = 'LIMIT_EXCEEDED'
  readonly status = 400
}

/** Rendering took longer than allowed and was stopped. */
export class RenderTimeoutError extends TintypeError {
  readonly code = 'RENDER_TIMEOUT'
  readonly status = 500
}

/** More work is waiting than this installation accepts; `retryAfterSeconds` is a guess at when to come back. */
export class OverloadedError extends TintypeError {
  readonly code = 'OVERLOADED'
  readonly status = 503
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('The server is busy. Try again in a moment.')
    this.retryAfterSeconds = retryAfterSeconds
  }
}
