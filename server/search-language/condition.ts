/**
 * What an expression asks for, in terms of the index: nothing of how it was written is left. What is said about one field
 * holds if it holds for any of its values.
 */
export type Condition =
  | { readonly kind: 'all' | 'none' }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] }
  | { readonly kind: 'not'; readonly operand: Condition }
  | WordsCondition
  | WholeCondition
  | NumberCondition

/** All these words, in any order; of the last one the beginning is enough if it is a prefix. */
export interface WordsCondition {
  readonly kind: 'words'
  /** Null: any field with words. */
  readonly field: string | null
  readonly words: readonly string[]
  readonly isPrefix: boolean
}

/** Folded as by `wholeOf`. */
export interface WholeCondition {
  readonly kind: 'whole'
  readonly field: string
  readonly value: string
  readonly isPrefix: boolean
}

/** Dates are seconds since 1970. Null: no bound. */
export interface NumberCondition {
  readonly kind: 'number'
  readonly field: string
  readonly from: NumberBound | null
  readonly to: NumberBound | null
}

export interface NumberBound {
  readonly value: number
  readonly isIncluded: boolean
}

export const ALL: Condition = { kind: 'all' }
export const NONE: Condition = { kind: 'none' }

export function allOf(operands: readonly Condition[]): Condition {
  if (operands.some(({ kind }) => kind === 'none')) return NONE
  return combined('and', operands, 'all')
}

export function anyOf(operands: readonly Condition[]): Condition {
  if (operands.some(({ kind }) => kind === 'all')) return ALL
  return combined('or', operands, 'none')
}

export function negated(operand: Condition): Condition {
  if (operand.kind === 'all') return NONE
  if (operand.kind === 'none') return ALL
  return operand.kind === 'not' ? operand.operand : { kind: 'not', operand }
}

/** Flat, and without operands that change nothing. */
function combined(kind: 'and' | 'or', operands: readonly Condition[], neutral: 'all' | 'none'): Condition {
  const flat = operands
    .filter((operand) => operand.kind !== neutral)
    .flatMap((operand) => (operand.kind === kind ? operand.operands : [operand]))
  const [only] = flat
  if (only === undefined) return { kind: neutral }
  return flat.length === 1 ? only : { kind, operands: flat }
}
