/**
 * Names and values of a form or a query become one plain object, whatever way a client wrote arrays and objects:
 *
 *   k=a          'a'                k=a&k=b            ['a', 'b']
 *   k[]=a        ['a']              k[0]=a&k[1]=b      ['a', 'b']
 *   k[x]=a       { x: 'a' }
 *
 * Blank text is the same as absent.
 */
import { InvalidParameterError, MalformedBodyError } from '../../errors/request-errors.ts'

/** Parameters by wire name. Made without a prototype. */
export type Parameters = Readonly<Record<string, unknown>>
type Mutable = Record<string, unknown>

const NAME = /^([^[\]]+)(?:\[([^[\]]*)\])?$/
const MOST_INDEX = 10_000

export function collectValues(pairs: Iterable<readonly [name: string, value: string]>): Parameters {
  const values: Mutable = Object.create(null)
  const indexed = new Map<string, Map<number, string>>()
  for (const [name, value] of pairs) {
    const match = NAME.exec(name)
    const key = match?.[1]
    if (key === undefined) throw new MalformedBodyError(`Invalid parameter name ${JSON.stringify(name.slice(0, 100))}`)
    if (value === '') continue
    const inner = match?.[2]
    if (inner === undefined) put(values, key, value)
    else if (inner === '') append(values, key, value)
    else if (/^\d+$/.test(inner)) putIndexed(indexed, key, Number(inner), value)
    else putInner(values, key, inner, value)
  }
  for (const [key, entries] of indexed) {
    const sorted = [...entries].toSorted(([left], [right]) => left - right)
    for (const [, value] of sorted) append(values, key, value)
  }
  return values
}

/** A JSON body: nulls and blank text are absent, unless nulls are to be kept. @throws MalformedBodyError */
export function collectJson(body: unknown, options: { readonly keepsNull?: boolean } = {}): Parameters {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new MalformedBodyError('Invalid JSON body: expected an object')
  }
  const values: Mutable = Object.create(null)
  for (const [key, value] of Object.entries(body)) {
    const isAbsent = value === '' || (value === null && options.keepsNull !== true)
    if (!isAbsent) values[key.endsWith('[]') ? key.slice(0, -2) : key] = value
  }
  return values
}

/** Parameters of query and body together. @throws InvalidParameterError when they contradict each other */
export function mergeParameters(...sources: readonly Parameters[]): Parameters {
  const merged: Mutable = Object.create(null)
  for (const source of sources) {
    for (const [key, value] of Object.entries(source)) {
      if (merged[key] !== undefined && JSON.stringify(merged[key]) !== JSON.stringify(value)) {
        throw new InvalidParameterError(`Parameter ${key.slice(0, 100)} is given twice with different values`)
      }
      merged[key] = value
    }
  }
  return merged
}

function put(values: Mutable, key: string, value: string): void {
  const known = values[key]
  if (known === undefined) values[key] = value
  else append(values, key, value)
}

function append(values: Mutable, key: string, value: string): void {
  const known = values[key]
  if (known === undefined) values[key] = [value]
  else if (Array.isArray(known)) known.push(value)
  else if (typeof known === 'string') values[key] = [known, value]
  else throw contradiction(key)
}

function putIndexed(indexed: Map<string, Map<number, string>>, key: string, index: number, value: string): void {
  if (index > MOST_INDEX) throw new MalformedBodyError(`Invalid index in parameter ${key}: at most ${MOST_INDEX}`)
  const entries = indexed.get(key) ?? new Map<number, string>()
  entries.set(index, value)
  indexed.set(key, entries)
}

function putInner(values: Mutable, key: string, inner: string, value: string): void {
  const known = values[key] ?? Object.create(null)
  if (typeof known !== 'object' || known === null || Array.isArray(known)) throw contradiction(key)
  ;(known as Mutable)[inner] = value
  values[key] = known
}

function contradiction(key: string): InvalidParameterError {
  return new InvalidParameterError(`Parameter ${key.slice(0, 100)} is given both as one value and as several`)
}
