/** `$name_<value>`: what a variable is set to. */
import type { Assignment, VariableValue } from '../ast.ts'
import { invalidValue } from '../readers.ts'
import { parseArithmetic, stringItems } from './expression.ts'
import { hasControlCharacter } from './percent.ts'

/** @throws TransformationError `invalid_value` */
export function parseAssignment(key: string, text: string | null, offset: number): Assignment {
  return { name: key.slice(1), value: readVariableValue(key, text ?? '', offset), offset }
}

function readVariableValue(key: string, text: string, offset: number): VariableValue {
  if (text === 'current') return { kind: 'current' }
  if (text === 'current:public_id') return { kind: 'current_public_id' }
  const suffix = CONVERSION.exec(text)?.[1] as 'to_i' | 'to_f' | undefined
  const body = suffix === undefined ? text : text.slice(0, -suffix.length - 1)
  const conversion = suffix === undefined ? {} : { conversion: suffix }
  const reference = REFERENCE.exec(body)?.[1]
  if (reference !== undefined) return { kind: 'reference', publicId: reference.replaceAll(':', '/') }
  const quoted = QUOTED.exec(body)?.[1]
  if (quoted !== undefined && !stringItems(quoted).some((item) => hasControlCharacter(item, 'line-breaks'))) {
    const items = stringItems(quoted)
    if (items.length > 1 && suffix === undefined) return { kind: 'set', items }
    return { kind: 'text', text: items.join(':'), ...conversion }
  }
  if (isNumericLiteral(body)) return { kind: 'text', text: body, ...conversion }
  const expression = parseArithmetic(body)
  if (expression !== null) return { kind: 'expression', expression, ...conversion }
  throw invalidValue(
    text,
    { parameter: `variable ${key}`, offset },
    'a number, an expression, !text!, ctx:!key!, md:!id!, ref:!id! or current',
  )
}

/** A number, ratio or percentage: substituted as it is written, so that `0.5` stays relative and `16:9` a ratio. */
export function isNumericLiteral(text: string): boolean {
  return LITERAL.test(text)
}

const CONVERSION = /_(to_[if])$/
const REFERENCE = /^ref:!([^!]+)!$/
const QUOTED = /^!([^!]*)!$/
const LITERAL = /^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?::\d{1,9}(?:\.\d{1,9})?)?[p%]?$/
