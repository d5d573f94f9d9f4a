/**
 * The terms under which the text engines know an asset: one per word and one per whole value, each with its field, and one
 * per word without. A term holds letters, digits, signs that mean nothing to the engines, and what is not ASCII; the rest
 * is written as `~` and two hexadecimal digits, character by character, so that the beginning of a value is written as the
 * beginning of its term. The engines take `-_./@+,%#~:=*` for letters (migration `search`).
 */
import { shortened } from './words.ts'

/** Every asset has it. */
export const EVERY_ASSET = '*'

export function wordTerm(field: string | null, word: string): string {
  return `${field === null ? '' : written(field, true)}:${written(word)}`
}

export function wholeTerm(field: string, value: string): string {
  return `${written(field, true)}=${written(value)}`
}

function written(text: string, isField = false): string {
  const mapped = isField ? /[^-\w./@+,%#\u0080-\uffff]/g : /[^-\w./@+,%#:=*\u0080-\uffff]/g
  const short = isField ? shortened(text) : text
  // A lone half of a pair cannot be stored as text.
  return short
    .toWellFormed()
    .replace(mapped, (character) => `~${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
