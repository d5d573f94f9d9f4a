/** `pg dn dl`: pages and layers of a file, its density, the delay of its frames. */
import type { PageSelection } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { integer, numberOf, reader, roundHalfUp } from '../readers.ts'

const pages = reader<PageSelection>(
  'page numbers such as 3, 2-5 or 2-5;7, all, name:<layer>[;<layer>], or embedded:<number or name>',
  (text, place) => {
    if (text === 'all') return { kind: 'all' }
    if (text.startsWith('name:')) return readNames(text.slice(5))
    if (text.startsWith('embedded:')) return EMBEDDED.test(text) ? { kind: 'embedded', text: text.slice(9) } : undefined
    const computed = place.computed ? numberOf(text, place) : null
    return readRanges(computed === null ? text : String(roundHalfUp(computed)))
  },
)

const density = reader<number | 'idn'>('dots per inch (1 or more), or idn', (text, place) =>
  text === 'idn' ? 'idn' : dots.read(text, place),
)
const dots = integer({ min: 1, outside: 'refuse' })

export const page = defineFamily(
  'page',
  defineParameter({
    key: 'pg',
    name: 'page',
    summary: 'Which pages, layers or frames of the file',
    forms: ['pg_<n>', 'pg_<a>-<b>', 'pg_<a>;<b>;<c>', 'pg_<a>-', 'pg_all', 'pg_name:<x>[;<y>]', 'pg_embedded:<i>'],
    media: ['image', 'animation'],
    tier: 'A',
    open: 'text',
    reader: pages,
  }),
  defineParameter({
    key: 'dn',
    name: 'density',
    summary: 'Dots per inch at which documents and vectors are drawn',
    forms: ['dn_<dpi>', 'dn_idn'],
    media: ['image'],
    tier: 'B',
    // `dn_idn` is a value of its own and no expression.
    open: 'text',
    reader: density,
  }),
  defineParameter({
    key: 'dl',
    name: 'delay',
    summary: 'Milliseconds between the frames of an animation',
    forms: ['dl_<milliseconds>'],
    media: ['animation', 'video'],
    tier: 'A',
    open: 'number',
    reader: integer({ min: 0, max: 655_350 }),
  }),
)

function readRanges(text: string): PageSelection | undefined {
  const ranges: { readonly from: number; readonly to: number | null }[] = []
  for (const piece of text.split(';')) {
    const match = RANGE.exec(piece)
    if (match === null) return undefined
    const from = Number(match[1])
    const to = match[2] === undefined ? from : match[3] === undefined ? null : Number(match[3])
    if (from < 1 || (to !== null && to < from)) return undefined
    ranges.push({ from, to })
  }
  return { kind: 'numbers', ranges }
}

function readNames(text: string): PageSelection | undefined {
  const names = text.split(';')
  return names.every((name) => name !== '') ? { kind: 'names', names } : undefined
}

const RANGE = /^(\d{1,6})(-(\d{1,6})?)?$/
const EMBEDDED = /^embedded:(?:name:.+|\d{1,6})$/
