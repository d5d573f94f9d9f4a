/**
 * How a component is told from a folder, and cut into its parts: by the keys before the first
 * underscore. Values are not looked at here.
 */
import { TransformationError } from '../../errors/transformation-error.ts'

/** Every key of the language but `if` and `$name`. `p` and `s` are left over from CSS sprites. */
export const PARAMETER_KEYS = [
  ...['a', 'ac', 'af', 'ar', 'b', 'bl', 'bo', 'br', 'c', 'co', 'cs', 'd', 'dl', 'dn', 'dpr', 'dr', 'du', 'e', 'eo'],
  ...['f', 'fl', 'fn', 'fps', 'g', 'h', 'ki', 'l', 'o', 'p', 'pg', 'q', 'r', 's', 'so', 'sp', 't', 'u', 'vc', 'vs'],
  ...['w', 'x', 'y', 'z'],
] as const

/** A component has no more parts than this. */
export const MAX_PARTS = 50

/** `['w', '100']`, `['if', 'end']`, `['$width', '200']`; a variable without `_` has the value `null`. */
export type ComponentPart = readonly [key: string, value: string | null]

const KNOWN_KEYS: ReadonlySet<string> = new Set([...PARAMETER_KEYS, 'if'])

/**
 * The parts of a segment, or `null` when none of them has a known key: then it is no component but the begin of a
 * public ID.
 * @throws TransformationError `invalid_component` when some parts are known and some are not; `limit`.
 */
export function readComponentParts(segment: string): readonly ComponentPart[] | null {
  const texts = segment.split(',')
  const parts: ComponentPart[] = []
  for (const text of texts) {
    const part = readPart(text)
    if (part !== null) parts.push(part)
  }
  if (parts.length === 0) return null
  if (parts.length !== texts.length || segment.includes('/')) throw invalidComponent(segment)
  if (parts.length > MAX_PARTS) {
    throw new TransformationError({
      fault: 'limit',
      message: `Invalid transformation component: ${parts.length} parameters, at most ${MAX_PARTS} are allowed`,
    })
  }
  return parts
}

export function invalidComponent(segment: string, offset?: number): TransformationError {
  return new TransformationError({
    fault: 'invalid_component',
    message: `Invalid transformation component - ${segment}`,
    received: segment,
    expected: 'known keys, each followed by an underscore and a value, separated by commas',
    ...(offset === undefined ? {} : { offset }),
  })
}

function readPart(text: string): ComponentPart | null {
  const underscore = text.indexOf('_')
  if (text.charCodeAt(0) === DOLLAR) {
    const name = underscore === -1 ? text : text.slice(0, underscore)
    return VARIABLE_NAME.test(name) ? [name, underscore === -1 ? null : text.slice(underscore + 1)] : null
  }
  // No key is longer than three letters: most folder names end here.
  if (underscore < 1 || underscore > 3) return null
  const key = text.slice(0, underscore)
  return KNOWN_KEYS.has(key) ? [key, text.slice(underscore + 1)] : null
}

const DOLLAR = 0x24
/** A letter, then letters and digits. */
const VARIABLE_NAME = /^\$[a-zA-Z][a-zA-Z0-9]*$/
