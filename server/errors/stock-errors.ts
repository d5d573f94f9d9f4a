/** What can go wrong with the purchase of a licence. */
import { TintypeError } from './base.ts'

/** The library sells nothing for this order; nothing was bought. */
export class LicenceRefusedError extends TintypeError {
  readonly code = 'LICENCE_REFUSED'
  readonly status = 400
}

/** The answer to an order got lost. */
export class LicenceUnknownError extends TintypeError {
  readonly code = 'LICENCE_UNKNOWN'
  readonly status = 409
}

/** The library may be selling it at this moment, for somebody else or for an attempt that broke off. */
export class LicencePendingError extends TintypeError {
  readonly code = 'LICENCE_PENDING'
  readonly status = 409
  readonly retryAfterSeconds: number

  constructor(orderId: string, waitMs: number) {
    super(`Order ${orderId} may be on its way: it is not asked for again before it is known what became of it`)
    this.retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000))
  }
}

/** The licence is there, and its file did not become an asset. The same order uploads it again without paying. */
export class LicensedFileError extends TintypeError {
  readonly code = 'LICENSED_FILE_REFUSED'
  readonly status = 400

  constructor(orderId: string, reason: string, options?: ErrorOptions) {
    super(`The licence of order ${orderId} is bought, and its file was not stored: ${reason}`, options)
  }
}
