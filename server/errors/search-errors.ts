import { TintypeError } from './base.ts'

/** A search expression that cannot be understood. */
export class SearchExpressionError extends TintypeError {
  readonly code = 'INVALID_EXPRESSION'
  readonly status = 400
  /** In characters, from 1. */
  readonly position: number
  readonly expected: string

  /** @param offset in characters, from 0 */
  constructor(offset: number, expected: string) {
    super(`Invalid expression at position ${offset + 1}: expected ${expected}`)
    this.position = offset + 1
    this.expected = expected
  }
}

/** A search that took longer than this installation allows, and was stopped. */
export class SearchTooExpensiveError extends TintypeError {
  readonly code = 'SEARCH_TOO_EXPENSIVE'
  readonly status = 400

  constructor() {
    super('The search took too long and was stopped: narrow it, or sort it by created_at')
  }
}
