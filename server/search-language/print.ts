/** The text of a tree. Values are always quoted, so that none is mistaken for a keyword. */
import type { Expression, Value } from './tree.ts'

export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands.map(printOperand).join(expression.kind === 'and' ? ' AND ' : ' OR ')
    case 'not':
      return `-${printOperand(expression.operand)}`
    case 'term':
      return printValue(expression.value)
    case 'match':
      return `${quoted(expression.field)}${expression.operator}${printValue(expression.value)}`
  }
}

function printOperand(operand: Expression): string {
  const text = printExpression(operand)
  return operand.kind === 'and' || operand.kind === 'or' ? `(${text})` : text
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return quoted(value.text, value.isPrefix)
    case 'range': {
      const ends = `${printValue(value.from)} TO ${printValue(value.to)}`
      return value.includesEnds ? `[${ends}]` : `{${ends}}`
    }
    case 'list':
      return `(${value.values.map(printValue).join(' OR ')})`
  }
}

function quoted(text: string, isPrefix = false): string {
  return `"${text.replace(/["\\*]/g, '\\$&')}${isPrefix ? '*' : ''}"`
}
