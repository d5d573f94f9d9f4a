/** Random trees of search expressions. */

import type { Expression, TextValue, Value } from '../../server/search-language/tree.ts'
import { fc } from './properties.ts'

const OPERATORS = [':', '=', '>', '<', '>=', '<='] as const

/** Any tree that the parser could give. */
export function expressions(): fc.Arbitrary<Expression> {
  const text = fc.oneof(
    fc.string({ minLength: 1, unit: 'binary' }),
    fc.constantFrom('AND', 'a b', '*', '\\', '"', 'x:y'),
  )
  const plain = text.map((value): TextValue => ({ kind: 'text', at: 0, text: value, isPrefix: false }))
  const value = fc.tuple(plain, fc.boolean()).map(([found, isPrefix]): TextValue => ({ ...found, isPrefix }))
  const range = fc
    .tuple(plain, plain, fc.boolean())
    .map(([from, to, includesEnds]): Value => ({ kind: 'range', at: 0, from, to, includesEnds }))
  const single = fc.oneof(value, range)
  const list = fc
    .array(single as fc.Arbitrary<Exclude<Value, { kind: 'list' }>>, { minLength: 1, maxLength: 4 })
    .map((values): Value => ({ kind: 'list', at: 0, values }))
  const term = value.map((found): Expression => ({ kind: 'term', at: 0, value: found }))
  const equality = fc
    .tuple(text, fc.constantFrom(':', '='), fc.oneof(single, list))
    .map(([field, operator, found]) => ({ kind: 'match', at: 0, field, operator, value: found }) as Expression)
  const comparison = fc
    .tuple(text, fc.constantFrom(...OPERATORS.slice(2)), plain)
    .map(([field, operator, found]) => ({ kind: 'match', at: 0, field, operator, value: found }) as Expression)
  return combinedWith(fc.oneof(term, equality, comparison))
}

/** Leaves put together by AND, OR and NOT. */
export function combinedWith(leaf: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('tree'), { minLength: 2, maxLength: 4 }))
        .map(([kind, operands]) => ({ kind, at: 0, operands }) as Expression),
      tie('tree').map((operand): Expression => ({ kind: 'not', at: 0, operand })),
    ),
  }))
  return tree
}

export function withoutPositions(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withoutPositions)
  if (typeof tree !== 'object' || tree === null) return tree
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) => (key === 'at' ? [] : [[key, withoutPositions(value)]])),
  )
}
