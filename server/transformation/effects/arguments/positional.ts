/** `e_name:a:b:c`: each piece is read by the argument at its place; what is left out or empty takes its default. */
import { invalidValue, type ValuePlace } from '../../readers.ts'
import type { Arguments, ArgumentValues } from './argument.ts'
import { splitArguments } from './split.ts'

/**
 * The reader of an effect whose arguments are told apart by their order alone.
 * @throws TransformationError when there are more pieces than arguments, or one of them is refused by its reader.
 */
export function positional<A extends Arguments>(expected: A): (text: string, place: ValuePlace) => ArgumentValues<A> {
  const names = Object.keys(expected)
  return (text, place) => {
    const pieces = splitArguments(text, ':')
    if (pieces.length > names.length) throw invalidValue(text, place, describe(names))
    const values: Record<string, unknown> = {}
    for (const [index, name] of names.entries()) {
      const piece = pieces[index]
      const { reader, absent } = expected[name] as A[string]
      // Client libraries leave places empty: `e_trim:20:`.
      values[name] = piece === undefined || piece === '' ? absent : reader.read(piece, place)
    }
    return values as ArgumentValues<A>
  }
}

/** The reader of an effect without arguments. */
export function none(text: string, place: ValuePlace): Readonly<Record<string, never>> {
  if (text !== '') throw invalidValue(text, place, 'no arguments')
  return {}
}

function describe(names: readonly string[]): string {
  return names.length === 1 ? `only one argument, ${names[0]}` : `at most ${names.length} arguments: ${names.join(':')}`
}
