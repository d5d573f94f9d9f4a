/** Readers for values that stay text: a form, and optionally what it is turned into. */
import { type Reader, reader } from '../readers.ts'

/** Any text of that form, as it is written. */
export function word(expected: string, form: RegExp): Reader<string> {
  return reader(expected, (text) => (form.test(text) ? text : undefined))
}
