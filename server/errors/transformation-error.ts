import { TintypeError } from './base.ts'

/** What is wrong with a delivery URL or a transformation, as a label that tests and callers can match. */
export type TransformationFault =
  | 'bad_path'
  | 'bad_encoding'
  | 'bad_cloud'
  | 'bad_type'
  | 'invalid_component'
  | 'invalid_value'
  | 'invalid_extension'
  | 'bad_fetch_url'
  | 'missing_public_id'
  | 'missing_suffix'
  | 'public_id_too_long'
  | 'limit'
  | 'unsupported'
  | 'missing_reference'
  | 'text_overflow'

export interface TransformationErrorDetails {
  readonly fault: TransformationFault
  /** Sent as `X-Cld-Error`, e.g. `Invalid width in transformation: abc`. */
  readonly message: string
  /** HTTP status; 400 unless the situation is another (404 for something missing). */
  readonly status?: number
  /** Where in the decoded chain text the mistake starts, in UTF-16 units. */
  readonly offset?: number
  /** The piece of text that is wrong. */
  readonly received?: string
  /** What would have been right. */
  readonly expected?: string
}

/** A delivery URL or a transformation that cannot be understood or carried out. Always the caller's to mend. */
export class TransformationError extends TintypeError {
  readonly code = 'INVALID_TRANSFORMATION'
  readonly status: number
  readonly fault: TransformationFault
  readonly offset: number | undefined
  readonly received: string | undefined
  readonly expected: string | undefined

  constructor(details: TransformationErrorDetails) {
    super(details.message)
    this.status = details.status ?? 400
    this.fault = details.fault
    this.offset = details.offset
    this.received = details.received
    this.expected = details.expected
  }
}
