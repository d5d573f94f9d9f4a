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
