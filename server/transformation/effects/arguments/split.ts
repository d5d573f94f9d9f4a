/**
 * Cuts the argument text of an effect into pieces. Brackets keep their contents together (`from_(g_auto;zoom_2)`),
 * and so does the `rgb:` of a colour.
 */

/** The pieces of `text` between the given separators, outside of brackets; none for an empty text. */
export function splitArguments(text: string, separators: string): readonly string[] {
  if (text === '') return []
  const pieces: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if (character === '(') depth++
    if (character === ')') depth--
    if (depth > 0 || !separators.includes(character)) continue
    if (character === ':' && /(^|_)rgb$/.test(text.slice(start, at))) continue
    pieces.push(text.slice(start, at))
    start = at + 1
  }
  pieces.push(text.slice(start))
  return pieces
}
