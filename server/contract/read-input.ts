/** Wire parameters to the input of an operation; what is wrong is said in the words that clients know. */
import type { z } from 'zod'
import { InvalidParameterError } from '../errors/request-errors.ts'

/** @throws InvalidParameterError */
export function readInput<S extends z.ZodType>(schema: S, values: Readonly<Record<string, unknown>>): z.output<S> {
  const result = schema.safeParse(values)
  if (result.success) return result.data
  throw parameterError(result.error, values)
}

export function parameterError(error: z.ZodError, values: Readonly<Record<string, unknown>>): InvalidParameterError {
  const [issue] = error.issues
  const name = String(issue?.path[0] ?? 'parameters')
  const value = values[name]
  if (value === undefined) return new InvalidParameterError(`Missing required parameter - ${name}`)
  const shown = typeof value === 'string' ? value : JSON.stringify(value)
  return new InvalidParameterError(
    `Invalid value ${shown.slice(0, 200)} for parameter ${name}: expected ${issue?.message ?? 'something else'}`,
  )
}
