/**
 * Option tables: one line per option, from which the element's properties and attributes, the compat options, the
 * controls of the stories and the reference follow.
 *
 * A reader takes whatever came (attribute text, a property, a compat value) and gives the typed value or throws an
 * `InvalidOptionError` that says what was expected. Booleans in HTML: presence is true, `="false"` is false.
 */

export type OptionControl = 'text' | 'number' | 'boolean' | 'list' | 'choice' | 'property'

export interface OptionDefinition<Value> {
  readonly control: OptionControl
  readonly default: Value
  readonly summary: string
  /** Attribute name; false for what only JavaScript can give. Absent: the option's name in kebab case. */
  readonly attribute?: string | false
  readonly choices?: readonly string[]
  /** @throws InvalidOptionError */
  readonly read: (raw: unknown) => Value
}

export type OptionTable = Readonly<Record<string, OptionDefinition<unknown>>>

export type OptionValues<Table extends OptionTable> = {
  -readonly [Name in keyof Table]: Table[Name] extends OptionDefinition<infer Value> ? Value : never
}

export class InvalidOptionError extends Error {
  override readonly name = 'InvalidOptionError'

  constructor(expected: string, received: unknown) {
    super(`expected ${expected}, received ${describe(received)}`)
  }
}

interface Common {
  readonly attribute?: string | false
}

/** Text; undefined when not set. */
export function text(
  summary: string,
  options: Common & { default?: string } = {},
): OptionDefinition<string | undefined> {
  return {
    control: 'text',
    summary,
    ...pick(options),
    default: options.default,
    read: (raw) => {
      if (isAbsent(raw)) return options.default
      if (typeof raw === 'string' || typeof raw === 'number') return String(raw)
      throw new InvalidOptionError('text', raw)
    },
  }
}

/** A number of at least `min` (0 unless given); undefined means no limit. */
export function number(
  summary: string,
  options: Common & { default?: number; min?: number } = {},
): OptionDefinition<number | undefined> {
  const min = options.min ?? 0
  return {
    control: 'number',
    summary,
    ...pick(options),
    default: options.default,
    read: (raw) => {
      if (isAbsent(raw) || raw === '') return options.default
      const value = Number(raw)
      if (typeof raw === 'boolean' || !Number.isFinite(value) || value < min) {
        throw new InvalidOptionError(`a number of at least ${min}`, raw)
      }
      return value
    },
  }
}

/** A switch. */
export function flag(summary: string, options: Common & { default?: boolean } = {}): OptionDefinition<boolean> {
  const fallback = options.default ?? false
  return {
    control: 'boolean',
    summary,
    ...pick(options),
    default: fallback,
    read: (raw) => {
      if (isAbsent(raw)) return fallback
      if (typeof raw === 'boolean') return raw
      if (raw === '' || raw === 'true' || raw === 1) return true
      if (raw === 'false' || raw === 0) return false
      throw new InvalidOptionError('true or false', raw)
    },
  }
}

/** A list of words: an array, or text separated by spaces or commas. */
export function list(
  summary: string,
  options: Common & { default?: readonly string[] } = {},
): OptionDefinition<readonly string[]> {
  const fallback = options.default ?? []
  return {
    control: 'list',
    summary,
    ...pick(options),
    default: fallback,
    read: (raw) => {
      if (isAbsent(raw)) return fallback
      if (typeof raw === 'string') return raw.split(/[\s,]+/).filter(Boolean)
      if (Array.isArray(raw)) return raw.map(String)
      throw new InvalidOptionError('a list of words', raw)
    },
  }
}

/** One of the given words. */
export function choice<const Word extends string>(
  summary: string,
  choices: readonly Word[],
  options: Common & { default: Word },
): OptionDefinition<Word> {
  return {
    control: 'choice',
    summary,
    choices,
    ...pick(options),
    default: options.default,
    read: (raw) => {
      if (isAbsent(raw) || raw === '') return options.default
      const known = choices.find((word) => word === raw)
      if (known === undefined) throw new InvalidOptionError(`one of ${choices.join(', ')}`, raw)
      return known
    },
  }
}

/** What only JavaScript can give: an object, a function, a node. */
export function property<Value>(
  summary: string,
  accepts: (raw: unknown) => raw is Value,
  expected: string,
): OptionDefinition<Value | undefined> {
  return {
    control: 'property',
    summary,
    attribute: false,
    default: undefined,
    read: (raw) => {
      if (isAbsent(raw)) return undefined
      if (accepts(raw)) return raw
      throw new InvalidOptionError(expected, raw)
    },
  }
}

/** The attribute that stands for an option, or undefined when there is none. */
export function attributeOf(name: string, definition: OptionDefinition<unknown>): string | undefined {
  if (definition.attribute === false) return undefined
  return definition.attribute ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `upload_preset` and `uploadPreset` name the same option: an underscore after the first letter is folded away. */
export function camelCased(name: string): string {
  return name.replace(/(?!^)_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase())
}

function isAbsent(raw: unknown): raw is undefined | null {
  return raw === undefined || raw === null
}

function pick(options: Common): Common {
  return options.attribute === undefined ? {} : { attribute: options.attribute }
}

function describe(received: unknown): string {
  return typeof received === 'string' ? JSON.stringify(received) : Array.isArray(received) ? 'a list' : typeof received
}
