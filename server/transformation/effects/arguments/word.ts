/** Readers for the texts that some effects take: names, prompts, references. */
import { decimal, invalidValue, type Reader } from '../../readers.ts'

/** Any text that is not empty. */
export function word(noun: string): Reader<string> {
  return {
    expected: noun,
    read(text, place) {
      if (text === '') throw invalidValue(text, place, noun)
      return text
    },
  }
}

/** `true`/`false`, `y`/`n`, `yes`/`no`, `1`/`0`. */
export const yesOrNo: Reader<boolean> = {
  expected: 'true or false',
  read(text, place) {
    if (['true', 'y', 'yes', '1'].includes(text)) return true
    if (['false', 'n', 'no', '0'].includes(text)) return false
    throw invalidValue(text, place, 'true or false')
  },
}

/** A strength of 0..100, or the one word that stands beside it. */
export function strengthOr<const T extends string>(other: T): Reader<number | T> {
  const expected = `a number from 0 to 100, or ${other}`
  return {
    expected,
    read(text, place) {
      if (text === other) return other
      return decimal({ min: 0, max: 100 }).read(text, place)
    },
  }
}
