/**
 * What an expression is worth at one point of a chain. Real arithmetic, no rounding: whoever needs
 * a whole number rounds. Text counts as a number where one is needed and it reads as one.
 */
import { TransformationError } from '../errors/transformation-error.ts'
import type { Assignment, Characteristic, Component, Expression } from './ast.ts'
import type { Scope, VariableBinding } from './scope.ts'

/** @throws TransformationError when a variable is not set, a value is no number, or a division is by zero. */
export function evaluateNumber(expression: Expression, scope: Scope): number {
  return numberOf(evaluate(expression, scope), expression)
}

/** @throws TransformationError as `evaluateNumber`, and when the expression is no condition. */
export function evaluateCondition(expression: Expression, scope: Scope): boolean {
  const { kind } = expression
  if (kind === 'logic') {
    const left = evaluateCondition(expression.left, scope)
    if (expression.operator === 'and') return left && evaluateCondition(expression.right, scope)
    return left || evaluateCondition(expression.right, scope)
  }
  if (kind === 'defined') return scope.variables.has(expression.name) !== expression.negated
  if (kind === 'comparison') return compare(expression, scope)
  throw invalidExpression('Invalid condition in transformation: expected a comparison such as w_gt_100')
}

/** The text that stands for an expression inside a value, and whether it was computed. */
export function evaluateText(
  expression: Expression,
  scope: Scope,
): { readonly text: string; readonly computed: boolean } {
  const value = evaluate(expression, scope)
  if (typeof value === 'number') return { text: String(value), computed: true }
  return { text: typeof value === 'string' ? value : value.join(':'), computed: false }
}

/** What stands for `$(name)` in a text. @throws TransformationError when the variable is not set. */
export function variableText(name: string, scope: Scope): string {
  return items(variableValue(name, scope)).join(':')
}

/** The scope in which the rest of the chain runs. */
export function assign(assignment: Assignment, scope: Scope): Scope {
  const variables = new Map(scope.variables)
  variables.set(assignment.name, bind(assignment, scope))
  return { ...scope, variables }
}

/**
 * All assignments of a component. Their order carries no meaning: one that reads a variable which is only set by
 * another of the same component waits for it.
 */
export function assignAll(component: Component, scope: Scope): Scope {
  let current = scope
  let waiting = component.assignments
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name))
    const ready = waiting.filter((one) => !waitsFor(one, names, current))
    // A circle: evaluating any of them names the variable that is missing.
    for (const one of ready.length > 0 ? ready : waiting) current = assign(one, current)
    waiting = ready.length > 0 ? waiting.filter((one) => !ready.includes(one)) : []
  }
  return current
}

function waitsFor(assignment: Assignment, pending: ReadonlySet<string>, scope: Scope): boolean {
  if (assignment.value.kind !== 'expression') return false
  return variablesOf(assignment.value.expression).some(
    (name) => name !== assignment.name && pending.has(name) && !scope.variables.has(name),
  )
}

function variablesOf(expression: Expression): readonly string[] {
  if (expression.kind === 'variable') return [expression.name]
  return 'left' in expression ? [...variablesOf(expression.left), ...variablesOf(expression.right)] : []
}

function bind({ value }: Assignment, scope: Scope): VariableBinding {
  switch (value.kind) {
    case 'set':
      return { kind: 'set', items: value.items }
    case 'reference':
      return { kind: 'reference', publicId: value.publicId }
    case 'current':
      return { kind: 'snapshot', at: scope.position }
    case 'current_public_id':
      return { kind: 'text', text: scope.attributes.publicId }
    case 'text':
      return value.conversion === undefined
        ? { kind: 'text', text: value.text }
        : { kind: 'number', value: convert(value.text, value.conversion) }
    case 'expression': {
      const result = evaluate(value.expression, scope)
      if (value.conversion !== undefined) return { kind: 'number', value: convert(result, value.conversion) }
      if (typeof result === 'number') return { kind: 'number', value: result }
      return typeof result === 'string' ? { kind: 'text', text: result } : { kind: 'set', items: result }
    }
  }
}

/** Sets are lists of items; a string is a piece of text. */
type Value = number | string | readonly string[]

function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return expression.value
    case 'string':
      return expression.items.length === 1 ? (expression.items[0] as string) : expression.items
    case 'variable':
      return variableValue(expression.name, scope)
    case 'characteristic':
      return characteristic(expression.name, scope)
    case 'context':
      return ownValue(scope.attributes.context, expression.key)
    case 'metadata':
      return ownValue(scope.attributes.metadata, expression.key)
    case 'arithmetic':
      return calculate(
        expression.operator,
        evaluateNumber(expression.left, scope),
        evaluateNumber(expression.right, scope),
      )
    default:
      throw invalidExpression('Invalid expression in transformation: a comparison cannot be used as a value')
  }
}

/** The empty text for what is not there. Keys come from URLs: `constructor` is one like any other. */
function ownValue(values: Readonly<Record<string, Value>>, key: string): Value {
  return Object.hasOwn(values, key) ? (values[key] ?? '') : ''
}

function variableValue(name: string, scope: Scope): Value {
  const binding = scope.variables.get(name)
  if (binding === undefined) throw invalidExpression(`Undefined variable in transformation: $${name}`)
  switch (binding.kind) {
    case 'number':
      return binding.value
    case 'text':
      return binding.text
    case 'set':
      return binding.items
    default:
      throw invalidExpression(`Invalid use of variable $${name} in transformation: it holds a picture, not a value`)
  }
}

function calculate(operator: 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'pow', left: number, right: number): number {
  if ((operator === 'div' || operator === 'mod') && right === 0) {
    throw invalidExpression('Invalid expression in transformation: division by zero')
  }
  const result = CALCULATIONS[operator](left, right)
  if (!Number.isFinite(result)) {
    throw invalidExpression(`Invalid expression in transformation: ${left} ${operator} ${right} is no finite number`)
  }
  return result
}

const CALCULATIONS: Readonly<Record<'add' | 'sub' | 'mul' | 'div' | 'mod' | 'pow', (a: number, b: number) => number>> =
  {
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => a * b,
    div: (a, b) => a / b,
    mod: (a, b) => a % b,
    pow: (a, b) => a ** b,
  }

function compare(expression: Extract<Expression, { kind: 'comparison' }>, scope: Scope): boolean {
  const { operator } = expression
  const left = evaluate(expression.left, scope)
  const right = evaluate(expression.right, scope)
  if (operator === 'in' || operator === 'nin') {
    const present = items(left).every((item) => contains(right, item))
    return operator === 'in' ? present : !present
  }
  if (operator === 'eq' || operator === 'ne') return equal(left, right, expression) === (operator === 'eq')
  // Context values are always text, which has no order.
  for (const side of [expression.left, expression.right]) {
    if (side.kind === 'context') {
      throw invalidExpression(`Invalid condition in transformation: ctx values can only be compared by eq, ne, in, nin`)
    }
  }
  const [a, b] = [numberOf(left, expression.left), numberOf(right, expression.right)]
  if (operator === 'lt') return a < b
  if (operator === 'gt') return a > b
  return operator === 'lte' ? a <= b : a >= b
}

function equal(left: Value, right: Value, { left: a, right: b }: { left: Expression; right: Expression }): boolean {
  if (a.kind !== 'context' && b.kind !== 'context') {
    const [x, y] = [asNumber(left), asNumber(right)]
    if (x !== null && y !== null) return x === y
  }
  return items(left).join(':') === items(right).join(':')
}

function items(value: Value): readonly string[] {
  return typeof value === 'object' ? value : [String(value)]
}

/** A text contains itself and, when it is a comma-separated list, each of its entries. */
function contains(value: Value, item: string): boolean {
  if (typeof value === 'object') return value.includes(item)
  const text = String(value)
  return text === item || text.split(',').some((entry) => entry.trim() === item)
}

function numberOf(value: Value, expression: Expression): number {
  const number = asNumber(value)
  if (number !== null) return number
  const name = expression.kind === 'variable' ? ` of $${expression.name}` : ''
  throw invalidExpression(`Invalid value${name} in transformation: expected a number, got "${items(value).join(':')}"`)
}

function asNumber(value: Value): number | null {
  if (typeof value === 'number') return value
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : null
}

function convert(value: Value, conversion: 'to_i' | 'to_f'): number {
  const number = asNumber(value)
  if (number === null) {
    throw invalidExpression(`Invalid ${conversion} in transformation: "${items(value).join(':')}" is no number`)
  }
  return conversion === 'to_i' ? Math.trunc(number) : number
}

function characteristic(name: Characteristic, scope: Scope): Value {
  const read = CHARACTERISTICS[name]
  const value = read?.(scope)
  if (value === undefined || value === null) {
    throw new TransformationError({
      fault: 'unsupported',
      message: `Invalid expression in transformation: ${name} is not known for this asset`,
      received: name,
    })
  }
  return value
}

/** What is absent is understood, but nothing here finds it out yet. */
const CHARACTERISTICS: { readonly [K in Characteristic]?: (scope: Scope) => Value | null } = {
  w: (scope) => scope.width,
  h: (scope) => scope.height,
  iw: (scope) => scope.initialWidth,
  ih: (scope) => scope.initialHeight,
  ar: (scope) => scope.width / scope.height,
  iar: (scope) => scope.initialWidth / scope.initialHeight,
  fc: ({ attributes }) => attributes.faces?.length ?? null,
  pc: (scope) => scope.pages,
  cp: (scope) => scope.page,
  idn: (scope) => scope.initialDensity,
  du: (scope) => scope.duration,
  idu: (scope) => scope.initialDuration,
  tags: ({ attributes }) => attributes.tags,
  ctx: ({ attributes }) => Object.keys(attributes.context),
  md: ({ attributes }) => Object.keys(attributes.metadata),
  rn: ({ attributes }) => Object.keys(attributes.regions),
  rc: ({ attributes }) => Object.keys(attributes.regions).length,
  ccc: ({ attributes }) => attributes.customCoordinates.length,
  dpr: (scope) => scope.dpr,
}

function invalidExpression(message: string): TransformationError {
  return new TransformationError({ fault: 'invalid_value', message })
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/
