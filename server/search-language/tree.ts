/**
 * A search expression as it was written. Every node knows where it begins, in characters from 0. Printing a tree
 * (`print.ts`) and parsing that text gives the same tree, but for these positions.
 */

export type Operator = ':' | '=' | '>' | '<' | '>=' | '<='

export type Expression =
  | { readonly kind: 'and' | 'or'; readonly at: number; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly at: number; readonly operand: Expression }
  /** Free text over all fields. */
  | { readonly kind: 'term'; readonly at: number; readonly value: TextValue }
  | {
      readonly kind: 'match'
      readonly at: number
      readonly field: string
      readonly operator: Operator
      readonly value: Value
    }

export type Value = TextValue | RangeValue | ListValue

export interface TextValue {
  readonly kind: 'text'
  readonly at: number
  readonly text: string
  /** Ends in `*`: anything that begins with the text. */
  readonly isPrefix: boolean
}

/** `[a TO b]` with its ends, `{a TO b}` without them. */
export interface RangeValue {
  readonly kind: 'range'
  readonly at: number
  readonly from: TextValue
  readonly to: TextValue
  readonly includesEnds: boolean
}

/** `(a OR b)`: any of them. */
export interface ListValue {
  readonly kind: 'list'
  readonly at: number
  readonly values: readonly (TextValue | RangeValue)[]
}
