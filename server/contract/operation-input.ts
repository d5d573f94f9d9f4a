/** The parameters of an operation, read off its schema: names, wire forms, and which are needed. */
import { z } from 'zod'
import type { OperationContract } from './operation.ts'

export interface ParameterDescription {
  readonly name: string
  readonly isRequired: boolean
  /** JSON Schema of the value that is meant; on the wire it may also come as text (see the forms in the reference). */
  readonly schema: Readonly<Record<string, unknown>>
}

const KNOWN = new WeakMap<OperationContract, readonly ParameterDescription[]>()

/** Of path, query and body together, in the order in which they were declared. */
export function inputParameters(operation: OperationContract): readonly ParameterDescription[] {
  const known = KNOWN.get(operation)
  if (known !== undefined) return known
  const shape = { ...shapeOf(operation.input), ...(operation.moreInput && shapeOf(operation.moreInput)) }
  const parameters = Object.entries(shape)
    .filter(([name]) => name !== 'file')
    .map(([name, schema]) => describeParameter(name, schema))
  KNOWN.set(operation, parameters)
  return parameters
}

function describeParameter(name: string, schema: z.ZodType): ParameterDescription {
  // What a reader gives is what is meant; that it takes several forms of it is said once for all.
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })
  return { name, isRequired: !schema.safeParse(undefined).success, schema: withoutReadOnly(described) }
}

/** `readOnly` would mean that clients must not send it. */
function withoutReadOnly(value: unknown): Readonly<Record<string, unknown>> {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part)
        .filter(([key, entry]) => !(key === 'readOnly' && entry === true))
        .map(([key, entry]) => [key, walk(entry)]),
    )
  }
  return walk(value) as Readonly<Record<string, unknown>>
}

/** The properties of an object schema, through the steps that follow it. */
function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  if (schema instanceof z.ZodObject) return schema.shape as Readonly<Record<string, z.ZodType>>
  if (schema instanceof z.ZodPipe) return shapeOf(schema.in as z.ZodType)
  if (schema instanceof z.ZodIntersection) {
    const { left, right } = schema.def
    return { ...shapeOf(left as z.ZodType), ...shapeOf(right as z.ZodType) }
  }
  throw new Error('The input of an operation is an object')
}
