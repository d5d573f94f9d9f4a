/**
 * `e_name:key_a;other_b`: arguments told apart by their names. Newer effects separate them by `;`, older ones by `:`;
 * both are taken, and so is the ordered form `e_name:a:b`, as the vendor's builders emit all three.
 */
import { invalidValue, type ValuePlace } from '../../readers.ts'
import type { Arguments, ArgumentValues } from './argument.ts'
import { splitArguments } from './split.ts'

/**
 * @param separators `;` alone where values are free text.
 * @throws TransformationError for a piece that is neither named nor has an argument at its place, or a refused value.
 */
export function named<A extends Arguments>(
  expected: A,
  separators = ';:',
): (text: string, place: ValuePlace) => ArgumentValues<A> {
  const names = Object.keys(expected)
  // The longest name first: `max_seg` must not be read as `max` with the value `seg…`.
  const byLength = [...names].sort((a, b) => b.length - a.length)
  return (text, place) => {
    const values: Record<string, unknown> = {}
    for (const name of names) values[name] = (expected[name] as A[string]).absent
    for (const [index, piece] of splitArguments(text, separators).entries()) {
      const name = byLength.find((candidate) => piece.startsWith(`${candidate}_`)) ?? names[index]
      if (name === undefined) throw invalidValue(text, place, `arguments named ${names.join(', ')}`)
      const value = piece.startsWith(`${name}_`) ? piece.slice(name.length + 1) : piece
      values[name] = (expected[name] as A[string]).reader.read(value, place)
    }
    return values as ArgumentValues<A>
  }
}
