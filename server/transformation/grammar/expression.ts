/**
 * Expressions and conditions. Text is cut at underscores; `!…!`, `$name`, `ctx:!k!` and `md:!k!`
 * are atoms. All operators of a level associate to the left.
 *
 *   or  = and *("_or_" and)          and  = cmp *("_and_" cmp)
 *   cmp = sum [comparison sum] / ("isdef" / "isndef") "_$" name
 *   sum = product *(("add" / "sub") product)   product = power *(("mul" / "div" / "mod") power)   power = atom *("pow" atom)
 */
import { TransformationError } from '../../errors/transformation-error.ts'
import type { Characteristic, Expression } from '../ast.ts'
import { decodeLeniently, hasControlCharacter } from './percent.ts'

/** An expression has no more tokens than this. */
export const MAX_TOKENS = 200

/** @throws TransformationError `invalid_value` */
export function parseCondition(text: string, offset: number): Expression {
  const tokens = tokenise(text)
  const found = tokens === null ? null : readLevel(tokens, 0, 0)
  if (tokens === null || found === null || found.next !== tokens.length || !isCondition(found.expression)) {
    throw new TransformationError({
      fault: 'invalid_value',
      message: `Invalid if in transformation: ${text} (expected a condition such as w_gt_100_and_h_lt_50)`,
      offset,
      received: text,
      expected: 'a condition such as w_gt_100_and_h_lt_50',
    })
  }
  return found.expression
}

/** The arithmetic expression that the whole text is, or null. A lone number is one too. */
export function parseArithmetic(text: string): Expression | null {
  const tokens = tokenise(text)
  if (tokens === null) return null
  const found = readLevel(tokens, 0, SUM)
  return found !== null && found.next === tokens.length ? found.expression : null
}

/** The longest arithmetic expression that starts at one of the tokens, and the token after it; null if none does. */
export function readArithmetic(
  tokens: readonly string[],
  start: number,
): { readonly expression: Expression; readonly next: number } | null {
  return readLevel(tokens, start, SUM)
}

/** Pieces between underscores, atoms whole; null when a `!` is not closed. @throws TransformationError `limit` */
export function tokenise(text: string): readonly string[] | null {
  const tokens: string[] = []
  let start = 0
  while (start <= text.length) {
    let end = text.indexOf('_', start)
    if (end === -1) end = text.length
    const bang = text.indexOf('!', start)
    if (bang !== -1 && bang < end) {
      const closing = text.indexOf('!', bang + 1)
      if (closing === -1) return null
      end = closing + 1
      if (end < text.length && text[end] !== '_') return null
    }
    tokens.push(text.slice(start, end))
    if (tokens.length > MAX_TOKENS) {
      throw new TransformationError({
        fault: 'limit',
        message: `Invalid expression in transformation: it has more than ${MAX_TOKENS} parts`,
      })
    }
    start = end + 1
  }
  return tokens
}

/** The items of `!a:b!` without its marks; escapes that are still there are decoded. */
export function stringItems(inner: string): readonly string[] {
  return inner.split(':').map(decodeLeniently)
}

type Found = { readonly expression: Expression; readonly next: number } | null

/** Operators by level, loosest first. */
const LEVELS: readonly ReadonlySet<string>[] = [
  new Set(['or']),
  new Set(['and']),
  new Set(['eq', 'ne', 'lt', 'gt', 'lte', 'gte', 'in', 'nin']),
  new Set(['add', 'sub']),
  new Set(['mul', 'div', 'mod']),
  new Set(['pow']),
]
const COMPARISON = 2
const SUM = 3

function readLevel(tokens: readonly string[], start: number, level: number): Found {
  const operators = LEVELS[level]
  if (operators === undefined) return readAtom(tokens, start)
  if (level === COMPARISON) {
    const defined = readDefined(tokens, start)
    if (defined !== null) return defined
  }
  let left = readLevel(tokens, start, level + 1)
  while (left !== null) {
    const operator = tokens[left.next]
    if (operator === undefined || !operators.has(operator)) return left
    const right = readLevel(tokens, left.next + 1, level + 1)
    if (right === null) return left
    const expression = combine(operator, left.expression, right.expression)
    if (expression === null) return left
    left = { expression, next: right.next }
    // A comparison is not compared again.
    if (level === COMPARISON) return left
  }
  return null
}

/** `and` and `or` join conditions; all others join values. */
function combine(operator: string, left: Expression, right: Expression): Expression | null {
  if (operator === 'and' || operator === 'or') {
    return isCondition(left) && isCondition(right) ? { kind: 'logic', operator, left, right } : null
  }
  if (COMPARISONS.has(operator)) return { kind: 'comparison', operator: operator as ComparisonOperator, left, right }
  return { kind: 'arithmetic', operator: operator as ArithmeticOperator, left, right }
}

type ComparisonOperator = Extract<Expression, { kind: 'comparison' }>['operator']
type ArithmeticOperator = Extract<Expression, { kind: 'arithmetic' }>['operator']
const COMPARISONS: ReadonlySet<string> = LEVELS[COMPARISON] ?? new Set()

export function isCondition({ kind }: Expression): boolean {
  return kind === 'comparison' || kind === 'logic' || kind === 'defined'
}

function readDefined(tokens: readonly string[], start: number): Found {
  const word = tokens[start]
  if (word !== 'isdef' && word !== 'isndef') return null
  const name = VARIABLE.exec(tokens[start + 1] ?? '')?.[1]
  if (name === undefined) return null
  return { expression: { kind: 'defined', name, negated: word === 'isndef' }, next: start + 2 }
}

function readAtom(tokens: readonly string[], index: number): Found {
  const token = tokens[index]
  const expression = token === undefined ? null : atom(token)
  return expression === null ? null : { expression, next: index + 1 }
}

function atom(token: string): Expression | null {
  const variable = VARIABLE.exec(token)?.[1]
  if (variable !== undefined) return { kind: 'variable', name: variable }
  const characteristic = CHARACTERISTICS.get(token)
  if (characteristic !== undefined) return { kind: 'characteristic', name: characteristic }
  if (NUMBER.test(token)) return { kind: 'number', value: Number(token) }
  const ratio = RATIO.exec(token)
  if (ratio !== null) {
    const value = Number(ratio[1]) / Number(ratio[2])
    return Number.isFinite(value) ? { kind: 'number', value } : null
  }
  const percent = PERCENT.exec(token)?.[1]
  if (percent !== undefined) return percentOfDuration(Number(percent))
  const quoted = QUOTED.exec(token)
  return quoted === null ? null : quotedAtom(quoted[1], quoted[2] ?? '')
}

function quotedAtom(prefix: string | undefined, inner: string): Expression | null {
  const items = stringItems(inner)
  if (items.some((item) => hasControlCharacter(item, 'line-breaks'))) return null
  if (prefix === undefined) return { kind: 'string', items }
  return { kind: prefix === 'ctx:' ? 'context' : 'metadata', key: items.join(':') }
}

/** `20p`: a part of the original's duration. */
function percentOfDuration(percent: number): Expression {
  return {
    kind: 'arithmetic',
    operator: 'mul',
    left: { kind: 'characteristic', name: 'idu' },
    right: { kind: 'number', value: percent / 100 },
  }
}

const NAMES: readonly Characteristic[] = [
  ...(['w', 'h', 'iw', 'ih', 'ar', 'iar', 'tar', 'fc', 'pc', 'cp', 'px', 'py', 'idn', 'ils', 'du', 'idu'] as const),
  ...(['tags', 'ctx', 'md', 'rn', 'rc', 'ccc', 'pgnames', 'dpr'] as const),
]
const CHARACTERISTICS: ReadonlyMap<string, Characteristic> = new Map([
  ...NAMES.map((name) => [name, name] as const),
  // What the initial sizes were called once.
  ['ow', 'iw'],
  ['oh', 'ih'],
])

const VARIABLE = /^\$([a-zA-Z][a-zA-Z0-9]*)$/
const NUMBER = /^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/
const RATIO = /^(\d{1,9}(?:\.\d{1,9})?):(\d{1,9}(?:\.\d{1,9})?)$/
const PERCENT = /^(\d{1,9}(?:\.\d{1,9})?)[p%]$/
const QUOTED = /^(ctx:|md:)?!([^!]*)!$/
