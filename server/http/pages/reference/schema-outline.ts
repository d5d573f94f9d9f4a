/** A JSON Schema as a person reads it: one line per property, indented like the JSON that it describes. */

export type Schema = Readonly<Record<string, unknown>>

const DEEPEST = 6

/** `{ asset_id: string, derived?: [ … ] }` over several lines. */
export function schemaOutline(schema: Schema, depth = 0): string {
  const choices = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined
  if (choices !== undefined) return unique(choices.map((choice) => schemaOutline(choice, depth))).join('\nor ')
  if (Array.isArray(schema.allOf)) return schema.allOf.map((part) => schemaOutline(part, depth)).join(' and ')
  if (depth >= DEEPEST) return '…'
  if (schema.type === 'array') return arrayOutline(schema, depth)
  if (schema.type === 'object' || schema.properties !== undefined) return objectOutline(schema, depth)
  return typeName(schema)
}

/** In a word or two. */
export function typeName(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined
  if (choices !== undefined) return unique(choices.map(typeName)).join(' or ')
  if (schema.type === 'array') return schema.prefixItems === undefined ? 'list' : 'tuple'
  const { type } = schema
  if (type === undefined) return 'any'
  const format = typeof schema.format === 'string' ? ` (${schema.format})` : ''
  return `${String(type)}${format}`
}

function arrayOutline(schema: Schema, depth: number): string {
  if (Array.isArray(schema.prefixItems)) {
    return `[${schema.prefixItems.map((item) => schemaOutline(item, depth + 1)).join(', ')}]`
  }
  const items = (schema.items ?? {}) as Schema
  return `[ ${schemaOutline(items, depth)}, … ]`
}

function objectOutline(schema: Schema, depth: number): string {
  const properties = Object.entries((schema.properties ?? {}) as Readonly<Record<string, Schema>>)
  const required = new Set((schema.required ?? []) as readonly string[])
  const indent = '  '.repeat(depth + 1)
  const lines = properties.map(
    ([name, property]) => `${indent}${name}${required.has(name) ? '' : '?'}: ${schemaOutline(property, depth + 1)}`,
  )
  const more = schema.additionalProperties
  if (typeof more === 'object' && more !== null) {
    lines.push(`${indent}[name]: ${schemaOutline(more as Schema, depth + 1)}`)
  }
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
