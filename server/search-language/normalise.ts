/** The tree of an expression to the condition that it states: fields are looked up, values read, dates counted from now. */
import { SearchExpressionError } from '../errors/search-errors.ts'
import { ALL, allOf, anyOf, type Condition, NONE, type NumberBound, negated } from './condition.ts'
import { DATE_EXPECTED, type Interval, readDate } from './dates.ts'
import { type Field, findField } from './fields.ts'
import { numberExpected, readNumber } from './numbers.ts'
import type { Expression, Operator, RangeValue, TextValue, Value } from './tree.ts'
import { firstCharacters, folded, shortened, VALUE_CHARACTERS, wholeOf, wordsOf } from './words.ts'

export interface NormaliseOptions {
  /** Milliseconds since 1970. */
  readonly now: number
  /** What is searched; default: assets. Null: there is no such field. */
  readonly findField?: (name: string) => Field | null
}

const MAX_WORDS = 50

/** @throws SearchExpressionError */
export function normalise(expression: Expression | null, options: NormaliseOptions): Condition {
  if (expression === null) return ALL
  switch (expression.kind) {
    case 'and':
      return allOf(expression.operands.map((operand) => normalise(operand, options)))
    case 'or':
      return anyOf(expression.operands.map((operand) => normalise(operand, options)))
    case 'not':
      return negated(normalise(expression.operand, options))
    case 'term':
      return words(null, expression.value)
    case 'match': {
      const field = (options.findField ?? findField)(expression.field)
      return field === null ? NONE : matching(field, expression.operator, expression.value, options)
    }
  }
}

function matching(field: Field, operator: Operator, value: Value, options: NormaliseOptions): Condition {
  if (value.kind === 'list') return anyOf(value.values.map((entry) => matching(field, operator, entry, options)))
  if (value.kind === 'range') return range(field, value, options)
  if (operator !== ':' && operator !== '=') return comparison(field, operator, value, options)
  switch (field.kind) {
    case 'words':
    case 'open':
      return operator === ':' ? words(field.name, value) : whole(field, value)
    case 'whole':
      return whole(field, value)
    case 'folder':
      return folder(field, value)
    default:
      return sameNumber(field, value, options)
  }
}

function words(field: string | null, { at, text, isPrefix }: TextValue): Condition {
  const found = wordsOf(text)
  if (found.length === 0) throw new SearchExpressionError(at, 'at least one letter or digit')
  if (found.length > MAX_WORDS) throw new SearchExpressionError(at, `at most ${MAX_WORDS} words`)
  return { kind: 'words', field, words: found, isPrefix }
}

function whole(field: Field, { at, text, isPrefix }: TextValue): Condition {
  if (!isPrefix) return { kind: 'whole', field: field.name, value: wholeOf(text), isPrefix }
  if (field.isWithoutPrefix === true) throw new SearchExpressionError(at, `a value of ${field.name} without *`)
  const value = folded(text)
  if (field.isPath === true && value.endsWith('/')) {
    return { kind: 'whole', field: `${field.name}/`, value: shortened(value.slice(0, -1)), isPrefix: false }
  }
  if (firstCharacters(value, VALUE_CHARACTERS) !== value) {
    throw new SearchExpressionError(at, `at most ${VALUE_CHARACTERS} characters before *`)
  }
  return { kind: 'whole', field: field.name, value, isPrefix }
}

function folder(field: Field, { at, text, isPrefix }: TextValue): Condition {
  const name = 'asset_folder'
  if (isPrefix && !text.endsWith('/'))
    throw new SearchExpressionError(at, `${field.name} without *, or with /* at its end`)
  const path = text.replace(/^\/+|\/+$/g, '')
  if (!isPrefix) return { kind: 'whole', field: name, value: wholeOf(path), isPrefix: false }
  return path === '' ? ALL : { kind: 'whole', field: `${name}/`, value: wholeOf(path), isPrefix: false }
}

function sameNumber(field: Field, value: TextValue, options: NormaliseOptions): Condition {
  if (value.isPrefix) throw new SearchExpressionError(value.at, `${expectedFor(field)}, without *`)
  const read = readQuantity(field, value, options)
  return between(read.field, bound(read.first, true), bound(read.last, true))
}

function comparison(
  field: Field,
  operator: '>' | '<' | '>=' | '<=',
  value: TextValue,
  options: NormaliseOptions,
): Condition {
  const { field: name, first, last } = readQuantity(field, value, options)
  switch (operator) {
    case '>':
      return between(name, bound(last, false), null)
    case '>=':
      return between(name, bound(first, true), null)
    case '<':
      return between(name, null, bound(first, false))
    case '<=':
      return between(name, null, bound(last, true))
  }
}

function range(field: Field, { from, to, includesEnds }: RangeValue, options: NormaliseOptions): Condition {
  const low = readQuantity(field, from, options)
  const high = readQuantity(field, to, options)
  if (low.field !== high.field) throw new SearchExpressionError(to.at, 'two numbers or two dates')
  return includesEnds
    ? between(low.field, bound(low.first, true), bound(high.last, true))
    : between(low.field, bound(low.last, false), bound(high.first, false))
}

interface Quantity extends Interval {
  /** Dates of open fields are kept apart from their numbers. */
  readonly field: string
}

function readQuantity(field: Field, { at, text }: TextValue, { now }: NormaliseOptions): Quantity {
  const { kind, name } = field
  if (kind === 'words' || kind === 'whole' || kind === 'folder') {
    throw new SearchExpressionError(at, `text for ${name}: it is neither a number nor a date`)
  }
  const number = kind === 'date' ? null : readNumber(text, kind)
  if (number !== null) return { field: name, first: number, last: number }
  const date = kind === 'date' || kind === 'open' ? readDate(text, now) : null
  if (date !== null) return { field: kind === 'open' ? `${name}@` : name, ...date }
  throw new SearchExpressionError(at, expectedFor(field))
}

function expectedFor({ kind }: Field): string {
  if (kind === 'date') return DATE_EXPECTED
  return kind === 'open' ? `a number, or ${DATE_EXPECTED}` : numberExpected(kind)
}

function bound(value: number, isIncluded: boolean): NumberBound {
  return { value, isIncluded }
}

function between(field: string, from: NumberBound | null, to: NumberBound | null): Condition {
  return { kind: 'number', field, from, to }
}
