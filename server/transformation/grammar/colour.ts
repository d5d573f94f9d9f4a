/**
 * Colours: a name in any letter case, `rgb:` and 3, 4, 6 or 8 hexadecimal digits (the last one or
 * two being alpha), `transparent` or `none`. Inside effects the digits may also stand bare.
 */
import type { Rgba } from '../ast.ts'
import { invalidValue, type Reader } from '../readers.ts'
import { COLOUR_NAMES } from './colour-names.ts'

const EXPECTED = 'the name of a colour, or rgb: and 3, 4, 6 or 8 hexadecimal digits'

/** A colour as parameters take it. */
export const colour: Reader<Rgba> = {
  expected: EXPECTED,
  read(text, place) {
    const found = text.startsWith('rgb:') ? fromHex(text.slice(4)) : fromName(text)
    if (found === null) throw invalidValue(text, place, EXPECTED)
    return found
  },
}

/** A colour as effects take it: also without `rgb:`. Names win over digits. */
export const effectColour: Reader<Rgba> = {
  expected: EXPECTED,
  read(text, place) {
    const found = fromName(text) ?? fromHex(text.startsWith('rgb:') ? text.slice(4) : text)
    if (found === null) throw invalidValue(text, place, EXPECTED)
    return found
  },
}

/** A colour as parameters of the API take it: also `#` and digits. Null when it is none. */
export function apiColour(text: string): Rgba | null {
  const digits = text.replace(/^(#|rgb:)/i, '')
  return digits === text ? (fromName(text) ?? fromHex(text)) : fromHex(digits)
}

const TRANSPARENT: Rgba = Object.freeze({ red: 0, green: 0, blue: 0, alpha: 0 })

function fromName(text: string): Rgba | null {
  const name = text.toLowerCase()
  if (name === 'transparent' || name === 'none') return TRANSPARENT
  const hex = COLOUR_NAMES.get(name)
  return hex === undefined ? null : fromHex(hex)
}

function fromHex(digits: string): Rgba | null {
  if (!HEX.test(digits)) return null
  const long = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join('') : digits
  const channel = (index: number): number => Number.parseInt(long.slice(2 * index, 2 * index + 2), 16)
  return Object.freeze({
    red: channel(0),
    green: channel(1),
    blue: channel(2),
    alpha: long.length === 8 ? channel(3) / 255 : 1,
  })
}

const HEX = /^(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i
