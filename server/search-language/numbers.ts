/** Numbers of expressions, and the forms that some fields take. */
import type { FieldKind } from './fields.ts'

const NUMBER = /^[+-]?(\d{1,15}(\.\d{1,15})?|\.\d{1,15})$/
const UNITS: Readonly<Record<string, number>> = {
  k: 1024,
  kb: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
}
/** Ratios are kept with five digits, so that `16:9` and the sides of a picture meet. */
const RATIO_STEPS = 100_000

export function numberExpected(kind: FieldKind): string {
  if (kind === 'bytes') return 'a number, with k, m or g for a unit'
  return kind === 'ratio' ? 'a number, or a ratio like "16:9"' : 'a number'
}

/** Null when it is not a number of that kind. */
export function readNumber(text: string, kind: FieldKind = 'number'): number | null {
  if (kind === 'bytes') return readBytes(text)
  if (kind === 'ratio') return readRatio(text)
  return NUMBER.test(text) ? Number(text) : null
}

export function roundedRatio(ratio: number): number {
  return Math.round(ratio * RATIO_STEPS) / RATIO_STEPS
}

function readBytes(text: string): number | null {
  const [, amount = '', unit = ''] = /^(.*?)([a-z]*)$/i.exec(text) ?? []
  const factor = unit === '' ? 1 : UNITS[unit.toLowerCase()]
  return NUMBER.test(amount) && factor !== undefined ? Number(amount) * factor : null
}

function readRatio(text: string): number | null {
  const [left = '', right = '1', ...more] = text.split(':')
  if (!NUMBER.test(left) || !NUMBER.test(right) || more.length > 0 || Number(right) === 0) return null
  return roundedRatio(Number(left) / Number(right))
}
