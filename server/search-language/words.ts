/**
 * How text is compared: without case, as words (what letters and digits lie between punctuation and blanks) or as a whole.
 * The same rules make the index and the question.
 */

/** In one case and one form of Unicode. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFC')
}

export function wordsOf(text: string): readonly string[] {
  return (folded(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map((word) => firstCharacters(word, WORD_CHARACTERS))
}

/** Longer words are told apart by their beginning only. */
const WORD_CHARACTERS = 60
/** A longer value is told apart by its beginning and a digest of all of it. */
export const VALUE_CHARACTERS = 180

/** What stands for the whole value in the index. */
export function wholeOf(text: string): string {
  return shortened(folded(text))
}

export function shortened(text: string): string {
  const beginning = firstCharacters(text, VALUE_CHARACTERS)
  return beginning === text ? text : `${beginning}\u0000${digest(text)}`
}

export function firstCharacters(text: string, count: number): string {
  return text.length <= count ? text : [...text.slice(0, count * 2)].slice(0, count).join('')
}

/** FNV-1a over UTF-16 units with 64 bits: tells long values apart, and guards nothing. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n)
  }
  return hash.toString(16)
}
