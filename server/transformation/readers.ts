/**
 * Readers turn the text of a value into a typed value, or throw a `TransformationError` that names the parameter,
 * what came and what was expected. They are the only place where text of the language becomes numbers.
 */
import { TransformationError } from '../errors/transformation-error.ts'

/** Where a value stands, for messages: `Invalid width in transformation: abc`. */
export interface ValuePlace {
  /** Long name as in the vendor's messages: `width`, `effect hue`. */
  readonly parameter: string
  /** Offset of the value in the chain text. */
  readonly offset: number
  /** The value comes out of an expression: where a whole number is needed, it is rounded half up. */
  readonly computed?: boolean
}

/** A reader with its documentation; `expected` completes "expected …". */
export interface Reader<T> {
  readonly expected: string
  read(text: string, place: ValuePlace): T
}

/** The error for a value that a reader refuses. */
export function invalidValue(text: string, place: ValuePlace, expected: string): TransformationError {
  return new TransformationError({
    fault: 'invalid_value',
    message: `Invalid ${place.parameter} in transformation: ${text} (expected ${expected})`,
    offset: place.offset,
    received: text,
    expected,
  })
}

export interface NumberBounds {
  readonly min?: number
  readonly max?: number
  /** What a value outside does: `refuse` where the reference calls the range hard, else `clamp`. */
  readonly outside?: 'refuse' | 'clamp'
}

/** A whole number, with an optional sign. Computed values are rounded half up. */
export function integer(bounds: NumberBounds = {}): Reader<number> {
  const whole = numberReader('a whole number', /^[+-]?\d{1,9}$/, bounds)
  const computed = numberReader('a whole number', COMPUTED, bounds)
  return {
    expected: whole.expected,
    read: (text, place) =>
      place.computed && COMPUTED.test(text)
        ? computed.read(String(roundHalfUp(Number(text))), place)
        : whole.read(text, place),
  }
}

/** A number with an optional sign and decimals. */
export function decimal(bounds: NumberBounds = {}): Reader<number> {
  const written = numberReader('a number', WRITTEN, bounds)
  const computed = numberReader('a number', COMPUTED, bounds)
  return {
    expected: written.expected,
    read: (text, place) => (place.computed ? computed : written).read(text, place),
  }
}

const WRITTEN = /^[+-]?(\d{1,9}(\.\d*)?|\.\d+)$/
/** What a number of ours looks like as text. */
const COMPUTED = /^-?\d+(\.\d+)?(e[+-]\d+)?$/

function numberReader(noun: string, form: RegExp, { min, max, outside = 'clamp' }: NumberBounds): Reader<number> {
  const low = min ?? Number.NEGATIVE_INFINITY
  const high = max ?? Number.POSITIVE_INFINITY
  const range =
    min !== undefined && max !== undefined ? ` from ${min} to ${max}` : min !== undefined ? ` from ${min}` : ''
  const expected = `${noun}${range}`
  return {
    expected,
    read(text, place) {
      const value = form.test(text) ? Number(text) : Number.NaN
      if (Number.isNaN(value)) throw invalidValue(text, place, expected)
      if (value >= low && value <= high) return value
      if (outside === 'refuse') throw invalidValue(text, place, expected)
      return Math.min(high, Math.max(low, value))
    },
  }
}

/** One of the given words. */
export function choice<const T extends string>(...words: readonly T[]): Reader<T> {
  const expected = `one of ${words.join(', ')}`
  return {
    expected,
    read(text, place) {
      const found = words.find((word) => word === text)
      if (found === undefined) throw invalidValue(text, place, expected)
      return found
    },
  }
}

/** A reader from a function that answers `undefined` to what it does not understand. */
export function reader<T>(expected: string, understand: (text: string, place: ValuePlace) => T | undefined): Reader<T> {
  return {
    expected,
    read(text, place) {
      const value = understand(text, place)
      if (value === undefined) throw invalidValue(text, place, expected)
      return value
    },
  }
}

/** The number that a text is, as written by somebody or computed by us; null when it is none. */
export function numberOf(text: string, place: ValuePlace): number | null {
  return (place.computed ? COMPUTED : WRITTEN).test(text) ? Number(text) : null
}

/** To the nearest whole number, halves upwards: how the language rounds. */
export function roundHalfUp(value: number): number {
  return Math.floor(value + 0.5)
}
