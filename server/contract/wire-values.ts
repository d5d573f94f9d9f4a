/**
 * Readers of the forms that values take on the wire: form fields are text, JSON bodies carry the real thing, and every
 * reader takes both. Each error says what was expected; the name of the parameter is added where it is known.
 */
import { z } from 'zod'
import { apiColour } from '../transformation/grammar/colour.ts'

/** Text; numbers and flags of JSON bodies are taken as text too. */
export function text(options: { readonly max?: number } = {}) {
  const max = options.max ?? 10_000
  return z.preprocess(
    (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
    z.string('text').max(max, `at most ${max} characters`),
  )
}

/** `true`/`false`, `1`/`0`. */
export function flag(expected = 'true or false') {
  return z.preprocess((value) => {
    if (value === 'true' || value === '1' || value === 1) return true
    if (value === 'false' || value === '0' || value === 0) return false
    return value
  }, z.boolean(expected))
}

export function wholeNumber(options: { readonly min: number; readonly max: number }) {
  const expected = `a whole number from ${options.min} to ${options.max}`
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value),
    z.int(expected).min(options.min, expected).max(options.max, expected),
  )
}

/** A number, fractions allowed. */
export function number(options: { readonly min: number; readonly max: number }) {
  const expected = `a number from ${options.min} to ${options.max}`
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?\d{1,9}(\.\d{1,9})?$/.test(value.trim()) ? Number(value) : value),
    z.number(expected).min(options.min, expected).max(options.max, expected),
  )
}

/** Seconds since 1970; a fraction, as clients compute it, is cut off. */
export function unixSeconds() {
  const expected = 'seconds since 1970'
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,12}(\.\d{1,20})?$/.test(value) ? Math.floor(Number(value)) : value),
    z.number(expected).min(0, expected).max(10_000_000_000, expected),
  )
}

/** A date, with a time or not, as JavaScript reads it; to milliseconds since 1970. */
export function moment() {
  const expected = 'a date such as 2024-05-31 or 2024-05-31T12:00:00Z'
  return z.preprocess(
    (value) => (typeof value === 'string' && /\d{4}/.test(value) ? Date.parse(value) : value),
    z.number(expected).int(expected),
  )
}

/** The name of a colour, or its hexadecimal digits with `#`, `rgb:` or nothing before them. */
export function colour() {
  const expected = 'the name of a colour, or # and 3, 4, 6 or 8 hexadecimal digits'
  return text({ max: 100 }).transform((value, context) => {
    const found = apiColour(value)
    if (found !== null) return found
    context.issues.push({ code: 'custom', message: expected, input: value })
    return z.NEVER
  })
}

/** One of these words. */
export function word<const T extends readonly [string, ...string[]]>(choices: T) {
  return z.enum(choices, `one of ${choices.join(', ')}`)
}

/** An array, or text with commas. Blank entries do not count. */
export function list() {
  return z.preprocess((value) => {
    const parts = typeof value === 'string' ? value.split(',') : value
    if (!Array.isArray(parts)) return parts
    return parts
      .map((part) => (typeof part === 'number' ? String(part) : part))
      .map(trimmed)
      .filter((part) => part !== '')
  }, z.array(z.string('text')).readonly())
}

/** A list whose entries may hold commas: an array, or one entry alone. */
export function entries() {
  return z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string('text')).readonly())
}

/** JSON text, or the value itself; then checked by `schema`. */
export function json<S extends z.ZodType>(schema: S) {
  return z.preprocess((value, context) => {
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value)
    } catch {
      context.issues.push({ code: 'custom', message: 'JSON', input: value })
      return z.NEVER
    }
  }, schema)
}

/**
 * `key=value|key2=value2`, `=`, `|` and `\` inside escaped by `\`; or an object. A value may be an array
 * (`k=["a","b"]`), which stays JSON text. An empty value is kept: it deletes the key.
 */
export function keyValues() {
  return z.preprocess((value, context) => {
    if (typeof value === 'string') {
      const pairs = readKeyValues(value)
      if (pairs !== null) return pairs
      context.issues.push({ code: 'custom', message: 'key=value pairs joined by |', input: value })
      return z.NEVER
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const inner = (value as { custom?: unknown }).custom
    const pairs = typeof inner === 'object' && inner !== null ? inner : value
    return Object.fromEntries(Object.entries(pairs).map(([key, entry]) => [key, asText(entry)]))
  }, z.record(z.string().min(1), z.string('text')).readonly())
}

/** `x,y,width,height` boxes joined by `|`, or nested arrays. Whole pixels. */
export function boxes() {
  const box = z.tuple([coordinate(), coordinate(), coordinate(), coordinate()], 'x,y,width,height')
  return z.preprocess((value) => {
    if (typeof value !== 'string') return value
    return value.split('|').map((part) => part.split(',').map(Number))
  }, z.array(box, 'boxes x,y,width,height joined by |').max(1000).readonly())
}

/** `{name: [[x,y],[x,y], …]}` as JSON: corners of a box, or of a polygon. */
export function regions() {
  const point = z.tuple([coordinate(), coordinate()], 'points [x,y]')
  return json(z.record(z.string().min(1).max(255), z.array(point).min(2, 'at least two points').max(100)).readonly())
}

function coordinate() {
  return z.number('whole pixels').int('whole pixels').min(0, 'whole pixels from 0').max(1_000_000)
}

function readKeyValues(text: string): Readonly<Record<string, string>> | null {
  const pairs: [string, string][] = []
  for (const part of splitUnescaped(text, '|')) {
    if (part.trim() === '') continue
    const [key, ...rest] = splitUnescaped(part, '=')
    if (key === undefined || key.trim() === '' || rest.length === 0) return null
    // Only the first `=` divides: clients leave those inside values unescaped.
    pairs.push([withoutEscapes(key).trim(), withoutEscapes(rest.join('='))])
  }
  return Object.fromEntries(pairs)
}

function splitUnescaped(text: string, separator: string): readonly string[] {
  const parts: string[] = []
  let part = ''
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string
    if (character === '\\' && index + 1 < text.length) part += character + text[++index]
    else if (character === separator) {
      parts.push(part)
      part = ''
    } else part += character
  }
  return [...parts, part]
}

function withoutEscapes(text: string): string {
  return text.replace(/\\([=|\\])/g, '$1')
}

function asText(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return JSON.stringify(value)
  return value === null ? '' : value
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value
}
