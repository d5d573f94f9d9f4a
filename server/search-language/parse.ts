/**
 * Text of a search expression to its tree.
 *
 *   or      := and ('OR' and)*
 *   and     := clause (['AND'] clause)*
 *   clause  := '+' clause | '-' clause | 'NOT' clause | '(' or ')' | field operator value | text
 *   value   := text | '[' text 'TO' text ']' | '{' text 'TO' text '}' | '(' value ('OR' value)* ')'
 *
 * `NOT` never begins an expression or a group; `-` does. Length, nesting and number of clauses are bounded here, so that
 * nothing that works on a tree has to bound them again.
 */
import { createReader, type Reader } from './reader.ts'
import type { Expression, ListValue, Operator, RangeValue, TextValue, Value } from './tree.ts'

export const MAX_EXPRESSION_LENGTH = 10_000
const MAX_DEPTH = 30
const MAX_CLAUSES = 300
/** Each reads all values that begin so. */
const MAX_PREFIXES = 20

const CLAUSE = 'a field, text or ('

/** Null for an empty expression, which matches everything. @throws SearchExpressionError */
export function parseExpression(source: string): Expression | null {
  const reader = createReader(source)
  if (source.length > MAX_EXPRESSION_LENGTH) {
    reader.fail(`at most ${MAX_EXPRESSION_LENGTH} characters`, MAX_EXPRESSION_LENGTH)
  }
  if (reader.isAtEnd()) return null
  const expression = readOr({ reader: counting(reader), clauses: 0 }, 0)
  if (!reader.isAtEnd()) reader.fail('AND, OR or the end')
  return expression
}

function counting(reader: Reader): Reader {
  let prefixes = 0
  return {
    ...reader,
    text(expected) {
      const value = reader.text(expected)
      if (value.isPrefix && ++prefixes > MAX_PREFIXES) reader.fail(`at most ${MAX_PREFIXES} times *`, value.at)
      return value
    },
  }
}

interface State {
  readonly reader: Reader
  clauses: number
}

function readOr(state: State, depth: number): Expression {
  const { reader } = state
  const at = reader.offset()
  const operands = [readAnd(state, depth, true)]
  while (reader.takeKeyword('OR')) operands.push(readAnd(state, depth, false))
  return joined('or', at, operands)
}

function readAnd(state: State, depth: number, isFirst: boolean): Expression {
  const { reader } = state
  const at = reader.offset()
  const operands = [readClause(state, depth, isFirst)]
  for (;;) {
    const isStated = reader.takeKeyword('AND')
    if (!isStated && (reader.isAtEnd() || reader.peek() === ')' || reader.isNext('OR'))) break
    operands.push(readClause(state, depth, false))
  }
  return joined('and', at, operands)
}

function joined(kind: 'and' | 'or', at: number, operands: readonly Expression[]): Expression {
  const [only] = operands
  return operands.length === 1 && only !== undefined ? only : { kind, at, operands }
}

function readClause(state: State, depth: number, isFirst: boolean): Expression {
  const { reader } = state
  const at = reader.offset()
  if (depth > MAX_DEPTH) reader.fail(`at most ${MAX_DEPTH} levels of ( and -`, at)
  if (reader.takeKeyword('NOT')) {
    if (isFirst) reader.fail(`${CLAUSE}; NOT stands between two clauses, - anywhere`, at)
    return { kind: 'not', at, operand: readClause(state, depth + 1, true) }
  }
  if (reader.take('-')) {
    assertTouching(reader, at, '-')
    return { kind: 'not', at, operand: readClause(state, depth + 1, true) }
  }
  if (reader.take('+')) {
    assertTouching(reader, at, '+')
    return readClause(state, depth + 1, true)
  }
  if (reader.take('(')) {
    const group = readOr(state, depth + 1)
    if (!reader.take(')')) reader.fail('AND, OR or )')
    return group
  }
  if (++state.clauses > MAX_CLAUSES) reader.fail(`at most ${MAX_CLAUSES} clauses`, at)
  return readMatch(reader, at)
}

function readMatch(reader: Reader, at: number): Expression {
  const value = reader.text(CLAUSE)
  const operator = reader.takeOperator()
  if (operator === null) return { kind: 'term', at, value }
  if (value.isPrefix) reader.fail('a field without *', at)
  return { kind: 'match', at, field: value.text, operator, value: readValue(reader, operator) }
}

function readValue(reader: Reader, operator: Operator): Value {
  const at = reader.offset()
  const takesMore = operator === ':' || operator === '='
  if (takesMore && reader.take('(')) return readList(reader, at)
  if (takesMore) return readSingle(reader)
  const value = reader.text(`a number or a date after ${operator}`)
  if (value.isPrefix) reader.fail('a number or a date without *', at)
  return value
}

function readList(reader: Reader, at: number): ListValue {
  const values = [readSingle(reader)]
  while (reader.takeKeyword('OR')) values.push(readSingle(reader))
  if (values.length > MAX_CLAUSES) reader.fail(`at most ${MAX_CLAUSES} values`, at)
  if (!reader.take(')')) reader.fail('OR or )')
  return { kind: 'list', at, values }
}

function readSingle(reader: Reader): TextValue | RangeValue {
  const at = reader.offset()
  if (reader.take('[')) return readRange(reader, at, ']')
  if (reader.take('{')) return readRange(reader, at, '}')
  return reader.text('a value')
}

function readRange(reader: Reader, at: number, closing: ']' | '}'): RangeValue {
  const from = readEnd(reader)
  if (!reader.takeKeyword('TO')) reader.fail('TO')
  const to = readEnd(reader)
  if (!reader.take(closing)) reader.fail(closing)
  return { kind: 'range', at, from, to, includesEnds: closing === ']' }
}

function readEnd(reader: Reader): TextValue {
  const end = reader.text('a number or a date')
  if (end.isPrefix) reader.fail('a number or a date without *', end.at)
  return end
}

function assertTouching(reader: Reader, at: number, sign: string): void {
  if (reader.offset() !== at + 1 || reader.isAtEnd()) reader.fail(`${CLAUSE} right after ${sign}`, at + 1)
}
