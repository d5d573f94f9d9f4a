/**
 * Blanks every property of an XMP packet whose name begins with GPS (`exif:GPSLatitude` and its like, whatever the prefix,
 * as attribute or element), without changing its length: white space between attributes and elements means nothing. A
 * packet that cannot be understood is blanked whole. Takes time linear in its length.
 */

const SPACE = 0x20
/** The start of an attribute or of an element. */
const PROPERTY = /(<|\s)([\w.-]+:GPS[\w.-]*)/gi

/** In place; true when something was changed. */
export function cleanXmp(packet: Buffer): boolean {
  // One character for each byte: places in the text are places in the packet.
  const text = packet.toString('latin1')
  if (isWide(text)) {
    packet.fill(SPACE)
    return true
  }
  let isChanged = false
  let done = 0
  for (const match of text.matchAll(PROPERTY)) {
    const [whole, before, name] = match as unknown as [string, string, string]
    if (match.index < done) continue
    const end = before === '<' ? elementEnd(text, match.index, name) : attributeEnd(text, match.index + whole.length)
    if (end === 'text') continue
    isChanged = true
    if (end === null) {
      packet.fill(SPACE)
      return true
    }
    packet.fill(SPACE, before === '<' ? match.index : match.index + 1, end)
    done = end
  }
  return isChanged
}

/** UTF-16 and UTF-32, which nearly nobody writes. */
function isWide(text: string): boolean {
  return /G\0+P\0+S\0/i.test(text)
}

/** Behind the closing tag; null when there is none. */
function elementEnd(text: string, start: number, name: string): number | null {
  const tagEnd = text.indexOf('>', start)
  if (tagEnd < 0) return null
  if (text[tagEnd - 1] === '/') return tagEnd + 1
  const closing = text.indexOf(`</${name}`, tagEnd)
  const end = closing < 0 ? -1 : text.indexOf('>', closing)
  return end < 0 ? null : end + 1
}

/** Behind the closing quote; `text` when it is no attribute. */
function attributeEnd(text: string, from: number): number | null | 'text' {
  const assignment = /^\s{0,100}=\s{0,100}(["'])/.exec(text.slice(from, from + 210))
  if (assignment === null) return 'text'
  const quote = text.indexOf(assignment[1] as string, from + assignment[0].length)
  return quote < 0 ? null : quote + 1
}
