/**
 * Markup of the vendor's options that used to be raw HTML (`buttonCaption`): an allow-list turns it into nodes without
 * any HTML parser of the browser, so that Trusted Types and scripts have nothing to do with it.
 *
 * Allowed: `b i em strong span` (attribute `class`), `img` (`src` with https, `alt`, `width`, `height`), `svg` with
 * `path circle rect line polyline polygon g` and their drawing attributes. Everything else stays visible as text.
 */

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg'
const DRAWING = [
  'd',
  'cx',
  'cy',
  'r',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'points',
  'rx',
  'fill',
  'stroke',
  'stroke-width',
]
const HTML_TAGS: Readonly<Record<string, readonly string[]>> = {
  b: ['class'],
  i: ['class'],
  em: ['class'],
  strong: ['class'],
  span: ['class'],
  img: ['src', 'alt', 'width', 'height', 'class'],
}
const SVG_TAGS: Readonly<Record<string, readonly string[]>> = {
  svg: ['viewBox', 'width', 'height', 'fill', 'stroke', 'stroke-width', 'class', 'aria-hidden'],
  ...Object.fromEntries(['path', 'circle', 'rect', 'line', 'polyline', 'polygon', 'g'].map((tag) => [tag, DRAWING])),
}
const TAG = /<(\/?)([a-zA-Z]+)((?:\s+[\w-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*(\/?)>/g
const ATTRIBUTE = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g

export function safeMarkup(markup: string): DocumentFragment {
  const fragment = document.createDocumentFragment()
  const open: (Element | DocumentFragment)[] = [fragment]
  let at = 0
  const appendText = (text: string): void => {
    if (text) open.at(-1)?.append(text)
  }
  for (const match of markup.matchAll(TAG)) {
    const [whole, slash, name = '', attributes = '', selfClosing] = match
    appendText(markup.slice(at, match.index))
    at = match.index + whole.length
    const element = slash ? undefined : allowedElement(name, attributes)
    if (slash && open.length > 1 && (open.at(-1) as Element).localName === name.toLowerCase()) open.pop()
    else if (element) {
      open.at(-1)?.append(element)
      if (!selfClosing && element.localName !== 'img') open.push(element)
    } else appendText(whole)
  }
  appendText(markup.slice(at))
  return fragment
}

function allowedElement(name: string, attributes: string): Element | undefined {
  const tag = name.toLowerCase()
  const isHtml = Object.hasOwn(HTML_TAGS, tag)
  const allowed = isHtml ? HTML_TAGS[tag] : Object.hasOwn(SVG_TAGS, tag) ? SVG_TAGS[tag] : undefined
  if (!allowed) return undefined
  const element = isHtml ? document.createElement(tag) : document.createElementNS(SVG_NAMESPACE, tag)
  for (const [, key = '', double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? bare ?? ''
    const name = allowed.find((candidate) => candidate.toLowerCase() === key.toLowerCase())
    if (name && (name !== 'src' || value.startsWith('https://'))) element.setAttribute(name, value)
  }
  return element
}
