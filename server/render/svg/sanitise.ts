/**
 * Rewrites an SVG from what is allowed in it: our own serialisation of an allow-list of elements and attributes, with
 * no script, handler, link, foreign content, document type or external reference. librsvg and browsers only ever get
 * this text. Entities of the internal subset are replaced when they are plain text (old drawing programs declare
 * their namespaces that way); nested ones are not.
 */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes'
import { CorruptMediaError, LimitExceededError } from '../../errors/media-errors.ts'
import { ALLOWED_ATTRIBUTES, ALLOWED_ELEMENTS, ANIMATION_ELEMENTS, PICTURE_ELEMENTS } from './allowed.ts'
import { isEmbeddedPicture, isFragment, safeCss, safeValue } from './references.ts'

const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'
const XML = 'http://www.w3.org/XML/1998/namespace'
const DEEPEST = 200
const MOST_ELEMENTS = 50_000
const MOST_ENTITIES = 100
/** Entities may not blow the text up beyond this many times its size. */
const GROWTH = 3

/** @throws CorruptMediaError when it is not well-formed SVG, LimitExceededError when it is beyond our bounds. */
export function sanitiseSvg(text: string): string {
  const writer = new Writer(text.length * GROWTH + 10_000)
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', (doctype) => Object.assign(parser.ENTITIES, plainEntities(doctype)))
  parser.on('opentag', (tag) => writer.open(tag))
  parser.on('closetag', () => writer.close())
  parser.on('text', (content) => writer.text(content))
  parser.on('cdata', (content) => writer.text(content))
  try {
    parser.write(text.replace(/^\ufeff/, '')).close()
  } catch (cause) {
    if (cause instanceof LimitExceededError) throw cause
    throw new CorruptMediaError('The SVG is not well-formed XML', { cause })
  }
  return writer.finish()
}

/** Declarations of plain text only: no markup, no references to other entities, no external ones. */
function plainEntities(doctype: string): Record<string, string> {
  const found: Record<string, string> = {}
  const declarations = doctype.matchAll(
    /<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"<&%]{0,500})"|'([^'<&%]{0,500})')\s*>/g,
  )
  for (const [, name, double, single] of declarations) {
    if (Object.keys(found).length >= MOST_ENTITIES) break
    if (name !== undefined) found[name] = double ?? single ?? ''
  }
  return found
}

interface OpenElement {
  /** What is written at its end; null for elements that are left out. */
  readonly name: string | null
  /** Collects the text of a style sheet. */
  css: string | null
}

class Writer {
  readonly #mostCharacters: number
  readonly #open: OpenElement[] = []
  #out = ''
  #elements = 0
  /** Depth inside of an element that is left out, itself included. */
  #skipped = 0
  #sawRoot = false

  constructor(mostCharacters: number) {
    this.#mostCharacters = mostCharacters
  }

  open(tag: SaxesTagNS): void {
    if (this.#open.length >= DEEPEST) throw new LimitExceededError(`The SVG is nested deeper than ${DEEPEST} elements`)
    if (++this.#elements > MOST_ELEMENTS) {
      throw new LimitExceededError(`The SVG has more than ${MOST_ELEMENTS} elements`)
    }
    const isRoot = !this.#sawRoot
    if (isRoot && tag.local !== 'svg') throw new CorruptMediaError('The root of the file is not an svg element')
    this.#sawRoot = true
    if (this.#skipped > 0 || !isAllowed(tag, isRoot)) {
      this.#skipped += 1
      this.#open.push({ name: null, css: null })
      return
    }
    const name = tag.local === 'a' ? 'g' : tag.local
    this.#open.push({ name, css: name === 'style' ? '' : null })
    const namespaces = isRoot ? ` xmlns="${SVG}" xmlns:xlink="${XLINK}"` : ''
    this.#write(`<${name}${namespaces}${attributesOf(tag)}>`)
  }

  text(content: string): void {
    const current = this.#open.at(-1)
    if (current === undefined || this.#skipped > 0) return
    if (current.css === null) this.#write(escapeText(content))
    else current.css += content
  }

  close(): void {
    const closed = this.#open.pop()
    if (closed === undefined) return
    if (this.#skipped > 0) {
      this.#skipped -= 1
      return
    }
    if (closed.css !== null) this.#write(escapeText(safeCss(closed.css) ?? ''))
    this.#write(`</${closed.name}>`)
  }

  finish(): string {
    if (!this.#sawRoot) throw new CorruptMediaError('The file has no svg element')
    return this.#out
  }

  #write(text: string): void {
    this.#out += text
    if (this.#out.length > this.#mostCharacters) throw new LimitExceededError('The SVG grows too much when it is read')
  }
}

function isAllowed({ uri, local, attributes }: SaxesTagNS, isRoot: boolean): boolean {
  // Files without a namespace at all are common; elements of any other namespace are not drawing.
  if (uri !== SVG && !(uri === '' || isRoot)) return false
  if (!ALLOWED_ELEMENTS.has(local)) return false
  if (!ANIMATION_ELEMENTS.has(local)) return true
  const animated = attributes.attributeName?.value ?? ''
  return ALLOWED_ATTRIBUTES.has(animated) && !/^(?:style|class|id)$/.test(animated)
}

function attributesOf(tag: SaxesTagNS): string {
  let out = ''
  // Where both name a target, the plain one counts (SVG 2, 'Deprecated XLink URL reference attributes'). Only one can be written, as both get the same name.
  const hasPlainHref = tag.attributes.href !== undefined
  for (const attribute of Object.values(tag.attributes)) {
    if (hasPlainHref && attribute.local === 'href' && attribute.uri === XLINK) continue
    const kept = keptAttribute(tag.local, attribute)
    if (kept !== null) out += ` ${kept.name}="${escapeAttribute(kept.value)}"`
  }
  return out
}

function keptAttribute(
  element: string,
  { uri, local, value }: SaxesAttributeNS,
): { readonly name: string; readonly value: string } | null {
  if (local === 'href' && (uri === '' || uri === XLINK)) return keptReference(element, value)
  if (uri === XML) return local === 'space' || local === 'lang' ? { name: `xml:${local}`, value } : null
  if (uri !== '' || !ALLOWED_ATTRIBUTES.has(local)) return null
  const safe = local === 'style' ? safeCss(value) : safeValue(value)
  return safe === null ? null : { name: local, value: safe }
}

function keptReference(element: string, value: string): { readonly name: string; readonly value: string } | null {
  // A group has nothing to refer to: what was a link is none any more.
  if (element === 'a') return null
  const kept = isFragment(value) || (PICTURE_ELEMENTS.has(element) && isEmbeddedPicture(value))
  return kept ? { name: 'xlink:href', value: value.trim() } : null
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function escapeAttribute(text: string): string {
  return escapeText(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;')
}
