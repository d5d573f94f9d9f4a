/** The text behind all texts with that prefix, in the order of UTF-8 bytes; null when there is none. */
export function afterPrefix(prefix: string): string | null {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0)
  for (;;) {
    const last = points.pop()
    if (last === undefined) return null
    if (last >= LAST) continue
    return String.fromCodePoint(...points, last === BEFORE_SURROGATES ? AFTER_SURROGATES : last + 1)
  }
}

const LAST = 0x10ffff
/** Between them are code points that no text can hold. */
const BEFORE_SURROGATES = 0xd7ff
const AFTER_SURROGATES = 0xe000
