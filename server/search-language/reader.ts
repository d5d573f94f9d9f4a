/**
 * Reads the words of a search expression, character by character. Reserved characters stand in quotes or behind `\`;
 * `*` stands at the end of a word only; words in upper case (`AND`) are keywords where they are neither quoted nor escaped.
 */
import { SearchExpressionError } from '../errors/search-errors.ts'
import type { Operator, TextValue } from './tree.ts'

export type Keyword = 'AND' | 'OR' | 'NOT' | 'TO'

export interface Reader {
  /** Of the next character that is not a blank. */
  offset(): number
  isAtEnd(): boolean
  /** The next character that is not a blank; empty at the end. */
  peek(): string
  /** Takes that character, if it comes next. */
  take(character: string): boolean
  /** Whether that keyword comes next. */
  isNext(keyword: Keyword): boolean
  /** Takes that keyword, if it comes next. */
  takeKeyword(keyword: Keyword): boolean
  takeOperator(): Operator | null
  /** A word or quoted text. */
  text(expected: string): TextValue
  fail(expected: string, at?: number): never
}

const BLANK = /\s/
/** End a word: they mean something of their own. */
const DELIMITERS = '()[]{}:=<>'
/** Mean nothing yet, and are refused so that they may one day. */
const UNUSED = '!^~?&|'

export function createReader(source: string): Reader {
  let offset = 0

  function skipBlanks(): void {
    while (offset < source.length && BLANK.test(source[offset] as string)) offset++
  }

  function fail(expected: string, at?: number): never {
    if (at === undefined) skipBlanks()
    throw new SearchExpressionError(at ?? offset, expected)
  }

  function peek(): string {
    skipBlanks()
    return source[offset] ?? ''
  }

  function escaped(): string {
    const point = source.codePointAt(offset + 1)
    if (point === undefined) return fail('a character after \\', offset)
    const character = String.fromCodePoint(point)
    offset += 1 + character.length
    return character
  }

  function quoted(): TextValue {
    const at = offset++
    let text = ''
    let isPrefix = false
    for (;;) {
      const character = source[offset]
      if (character === undefined) return fail('" that closes the text', offset)
      if (character === '"') break
      if (character === '\\') text += escaped()
      else if (character === '*' && source[offset + 1] === '"') {
        isPrefix = true
        offset++
      } else {
        text += character
        offset++
      }
    }
    offset++
    if (text === '') fail(isPrefix ? 'text before *' : 'text between the quotes', at)
    return { kind: 'text', at, text, isPrefix }
  }

  function isEndOfWord(at: number): boolean {
    const character = source[at]
    return character === undefined || BLANK.test(character) || DELIMITERS.includes(character)
  }

  function word(expected: string): TextValue {
    const at = offset
    let text = ''
    let isPrefix = false
    while (!isEndOfWord(offset)) {
      const character = source[offset] as string
      if (character === '\\') text += escaped()
      else if (UNUSED.includes(character)) fail(`${character} in quotes or behind \\`, offset)
      else if (character === '"') fail('" at the beginning of the text, or behind \\', offset)
      else if (character === '*') {
        if (text === '' || !isEndOfWord(offset + 1)) fail('* only at the end of a word', offset)
        isPrefix = true
        offset++
      } else {
        text += character
        offset++
      }
    }
    if (text === '') {
      const stopper = source[at]
      const isLost = stopper !== undefined && ':=<>[]{}'.includes(stopper)
      fail(isLost ? `${expected}; ${stopper} in quotes or behind \\` : expected, at)
    }
    if (['AND', 'OR', 'NOT', 'TO'].includes(source.slice(at, offset))) {
      fail(`${expected} (quote ${text} to search for the word)`, at)
    }
    return { kind: 'text', at, text, isPrefix }
  }

  function isNext(keyword: Keyword): boolean {
    skipBlanks()
    const end = offset + keyword.length
    // `AND:x` would be a field of that name, which has to be quoted.
    return source.startsWith(keyword, offset) && isEndOfWord(end) && !':=<>'.includes(source[end] ?? ' ')
  }

  return {
    peek,
    fail,
    offset() {
      skipBlanks()
      return offset
    },
    isAtEnd: () => peek() === '',
    take(character) {
      if (peek() !== character) return false
      offset++
      return true
    },
    isNext,
    takeKeyword(keyword) {
      if (!isNext(keyword)) return false
      offset += keyword.length
      return true
    },
    takeOperator() {
      const character = peek()
      if (character !== ':' && character !== '=' && character !== '>' && character !== '<') return null
      offset++
      if ((character === '>' || character === '<') && source[offset] === '=') {
        offset++
        return `${character}=`
      }
      return character
    },
    text: (expected) => (peek() === '"' ? quoted() : word(expected)),
  }
}
