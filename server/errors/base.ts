/**
 * The base of every error that a caller can act on. Anything else that is thrown is a bug of ours: the
 * HTTP layer answers it with a plain 500 and keeps its message in the log.
 */
import type { ErrorCode } from './catalogue.ts'

export abstract class TintypeError extends Error {
  /** Stable name of the situation; documented in `catalogue.ts`. */
  abstract readonly code: ErrorCode
  /** The HTTP status of the answer. */
  abstract readonly status: number

  /** @param message may reach a stranger: what was expected and what came; no path, secret or library text. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}
