/**
 * The style of a text layer, `<font>_<size>[_<word>…]`. The first number is the size; what stands
 * before it is the font, underscores and all.
 */
import type { TextStyle } from '../ast.ts'
import { invalidValue, type ValuePlace } from '../readers.ts'
import { decodeLeniently } from './percent.ts'

/** The words of a text style, by what they say. `normal` and `none` are the defaults. */
export const TEXT_WORDS = {
  weight: [
    ...(['thin', 'extralight', 'light', 'book', 'medium', 'semibold', 'demibold', 'bold', 'extrabold'] as const),
    ...(['ultrabold', 'black', 'heavy', '100', '200', '300', '400', '500', '600', '700', '800', '900'] as const),
  ],
  decoration: ['underline', 'strikethrough'],
  align: ['left', 'center', 'right', 'start', 'end', 'justify'],
  antialias: ['none', 'gray', 'subpixel', 'fast', 'good', 'best'],
  hinting: ['none', 'slight', 'medium', 'full'],
} as const

const WEIGHTS: ReadonlySet<string> = new Set(TEXT_WORDS.weight)
const DECORATIONS: ReadonlySet<string> = new Set(TEXT_WORDS.decoration)
const ALIGNMENTS: ReadonlySet<string> = new Set(TEXT_WORDS.align)
const ANTIALIAS: ReadonlySet<string> = new Set(TEXT_WORDS.antialias)
const HINTING: ReadonlySet<string> = new Set(TEXT_WORDS.hinting)

/**
 * What stands after `text:`, cut at its first colon. The text is decoded a second time; what is no escape stays, so
 * that `50%` and `50%25` are the same.
 */
export function splitTextLayer(rest: string): { readonly head: string; readonly text: string } {
  const colon = rest.indexOf(':')
  if (colon === -1) return { head: rest, text: '' }
  return { head: rest.slice(0, colon), text: decodeLeniently(rest.slice(colon + 1)) }
}

/** Null when there is no size: then the text names a stored text asset instead. @throws TransformationError */
export function readTextStyle(text: string, place: ValuePlace): TextStyle | null {
  const words = text.split('_')
  const sizeAt = words.findIndex((word, index) => index > 0 && SIZE.test(word))
  if (sizeAt === -1) return null
  const size = Number(words[sizeAt])
  const font = words.slice(0, sizeAt).join('_')
  if (font === '' || size <= 0) throw refused(text, place)
  return { ...NORMAL_STYLE, font, size, ...readWords(words.slice(sizeAt + 1), text, place) }
}

type Style = { -readonly [K in keyof TextStyle]?: TextStyle[K] }

function readWords(words: readonly string[], text: string, place: ValuePlace): Style {
  const style: Style = {}
  let index = 0
  while (index < words.length) {
    const taken = readPlainWord(words[index] ?? '', style) ? 1 : readSetting(words.slice(index, index + 3), style)
    if (taken === 0) throw refused(text, place)
    index += taken
  }
  return style
}

function readPlainWord(word: string, style: Style): boolean {
  if (WEIGHTS.has(word)) style.weight = word
  else if (word === 'italic') style.style = word
  else if (DECORATIONS.has(word)) style.decoration = word as TextStyle['decoration']
  else if (ALIGNMENTS.has(word)) style.align = word as TextStyle['align']
  else if (word === 'stroke') style.stroke = true
  // The default of weight, style and decoration alike.
  else return word === 'normal' || word === 'none'
  return true
}

/** `letter_spacing_5`, `antialias_best` …; how many words it took, 0 when it is none. */
function readSetting([first = '', second = '', third = '']: readonly string[], style: Style): number {
  if (first === 'antialias' && ANTIALIAS.has(second)) style.antialias = second
  else if (first === 'hinting' && HINTING.has(second)) style.hinting = second
  else if ((first === 'letter' || first === 'line') && second === 'spacing' && SPACING.test(third)) {
    if (first === 'letter') style.letterSpacing = Number(third)
    else style.lineSpacing = Number(third)
    return 3
  } else return 0
  return 2
}

/** What the words of a style leave open. */
export const NORMAL_STYLE: Omit<TextStyle, 'font' | 'size'> = {
  weight: 'normal',
  style: 'normal',
  decoration: 'normal',
  align: 'left',
  stroke: false,
  letterSpacing: null,
  lineSpacing: null,
  antialias: null,
  hinting: null,
}

function refused(text: string, place: ValuePlace): Error {
  return invalidValue(
    text,
    place,
    'a text style: font, size, then any of weight, italic, underline, strikethrough, alignment, stroke, ' +
      'letter_spacing_<n>, line_spacing_<n>, antialias_<mode>, hinting_<mode>',
  )
}

const SIZE = /^\d{1,5}(?:\.\d{1,4})?$/
const SPACING = /^-?\d{1,5}(?:\.\d{1,4})?$/
