/** Expressions back to text; the inverse of `expression.ts`. */
import type { Expression } from '../ast.ts'

/** @throws Error for a tree that the language cannot write: it has no parentheses. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return printNumber(expression.value)
    case 'string':
      return printString(expression.items)
    case 'variable':
      return `$${expression.name}`
    case 'characteristic':
      return expression.name
    case 'context':
      return `ctx:${printString(expression.key.split(':'))}`
    case 'metadata':
      return `md:${printString(expression.key.split(':'))}`
    case 'defined':
      return `${expression.negated ? 'isndef' : 'isdef'}_$${expression.name}`
    default: {
      const level = LEVELS[expression.operator]
      const left = printOperand(expression.left, expression.kind === 'comparison' ? level + 1 : level)
      return `${left}_${expression.operator}_${printOperand(expression.right, level + 1)}`
    }
  }
}

/** `!a:b!`; what would end the text, an item or the component is escaped once. */
export function printString(items: readonly string[]): string {
  return `!${items.map((item) => item.replace(SPECIAL, encodeURIComponent).replaceAll('!', '%21')).join(':')}!`
}

function printOperand(operand: Expression, level: number): string {
  if (!('operator' in operand) || LEVELS[operand.operator] >= level) return printExpression(operand)
  const percent = percentOfDuration(operand)
  if (percent === null) throw new Error('This expression needs parentheses, which the language does not have')
  return percent
}

/** `20p` is read as a product, and must be written as it was where a product would bind otherwise. */
function percentOfDuration(operand: Expression): string | null {
  if (operand.kind !== 'arithmetic' || operand.operator !== 'mul') return null
  const { left, right } = operand
  if (left.kind !== 'characteristic' || left.name !== 'idu' || right.kind !== 'number') return null
  return `${printNumber(Number((right.value * 100).toPrecision(12)))}p`
}

function printNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(15).replace(/\.?0+$/, '') : text
}

const LEVELS = {
  or: 0,
  and: 1,
  ...{ eq: 2, ne: 2, lt: 2, gt: 2, lte: 2, gte: 2, in: 2, nin: 2 },
  ...{ add: 3, sub: 3 },
  ...{ mul: 4, div: 4, mod: 4 },
  pow: 5,
} as const
const SPECIAL = /[%,/:?#]/g
