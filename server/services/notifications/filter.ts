/**
 * Filters of triggers: JsonLogic rules over the notification. Only operators that compute are allowed: the library also
 * has some that call methods of values or write to the console.
 */
import jsonLogic from 'json-logic-js'
import type { JsonLogicRule } from '../../domain/notification.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'

const OPERATORS: ReadonlySet<string> = new Set([
  ...['var', 'missing', 'missing_some', 'if', '==', '===', '!=', '!==', '!', '!!', 'or', 'and', '>', '>=', '<', '<='],
  ...['max', 'min', '+', '-', '*', '/', '%', 'in', 'cat', 'substr', 'merge', 'all', 'none', 'some', 'filter'],
])
const MOST_NODES = 200
const DEEPEST = 20

/** @throws InvalidParameterError */
export function assertFilter(rule: unknown): asserts rule is JsonLogicRule {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) {
    throw new InvalidParameterError('Invalid value for parameter filter: expected a JsonLogic object')
  }
  let nodes = 0
  const walk = (value: unknown, depth: number): void => {
    nodes += 1
    if (nodes > MOST_NODES || depth > DEEPEST) {
      throw new InvalidParameterError(
        `Invalid value for parameter filter: expected at most ${MOST_NODES} parts, ${DEEPEST} deep`,
      )
    }
    if (Array.isArray(value)) for (const part of value) walk(part, depth + 1)
    else if (typeof value === 'object' && value !== null) {
      const [operator, ...others] = Object.keys(value)
      if (operator === undefined || others.length > 0 || !OPERATORS.has(operator)) {
        throw new InvalidParameterError(
          `Invalid value for parameter filter: ${JSON.stringify(operator ?? '')} is not one of ${[...OPERATORS].join(' ')}`,
        )
      }
      walk((value as Record<string, unknown>)[operator], depth + 1)
    }
  }
  walk(rule, 0)
}

/** Whether the notification is wanted. A rule that fails on it wants it not. */
export function passesFilter(rule: JsonLogicRule | null, notification: unknown): boolean {
  if (rule === null) return true
  try {
    return jsonLogic.truthy(jsonLogic.apply(rule as never, notification))
  } catch {
    return false
  }
}
