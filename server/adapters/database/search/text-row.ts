export interface TextRow {
  readonly doc: number
  readonly scope: number
  readonly terms: readonly string[]
  /** Whether there may be a row of that number. */
  readonly isKnown: boolean
}
