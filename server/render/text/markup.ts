/** Pango markup for a text. The text itself is data: it is escaped and never interpreted. */
import type { TextStyle } from '../../transformation/ast.ts'

/** Pango's unit is 1/1024 point; at 72 dpi a point is a pixel. */
const UNITS_PER_PIXEL = 1024

export function markupFor(text: string, style: TextStyle, overlined = false): string {
  const attributes: string[] = overlined ? ['overline="single"'] : []
  if (style.decoration === 'underline') attributes.push('underline="single"')
  if (style.decoration === 'strikethrough') attributes.push('strikethrough="true"')
  if (style.letterSpacing !== null) {
    attributes.push(`letter_spacing="${Math.round(style.letterSpacing * UNITS_PER_PIXEL)}"`)
  }
  return `<span ${attributes.join(' ')}>${escapeMarkup(text)}</span>`
}

/** Control characters are not allowed in XML at all; line feeds and tabs are kept. */
export function escapeMarkup(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, '')
      .toWellFormed()
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll("'", '&#39;')
      .replaceAll('"', '&quot;')
  )
}
