/**
 * What an element offers, read from the places where it stands: the option table (`options.ts`), the header doc of
 * `element.ts` (tag name, events, slots, parts, custom properties), the table of its parts where there are many
 * (`css-parts.ts`) and the interface of its events (`events.ts`). The manifest, the pages of the documentation, the types for frameworks and the wrappers for React are all made from this.
 *
 * Throws when an event is in one place and not in the other.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { attributeOf } from '../widgets/kit/options.ts'

const widgets = join(dirname(dirname(fileURLToPath(import.meta.url))), 'widgets')
const TAGS = {
  fires: 'events',
  slot: 'slots',
  csspart: 'cssParts',
  cssproperty: 'cssProperties',
  cssstate: 'cssStates',
  attr: 'ownAttributes',
}

/** Folders of widgets: those with an element and a table of its options. */
export function describedWidgets() {
  return readdirSync(widgets).filter((name) =>
    ['element.ts', 'options.ts', 'events.ts'].every((file) => existsSync(join(widgets, name, file))),
  )
}

/**
 * @param {string} name folder below `widgets/`
 */
export async function describeWidget(name) {
  const source = readFileSync(join(widgets, name, 'element.ts'), 'utf8')
  const header = readHeader(source)
  const [, className] = /^export class (\w+)/m.exec(source) ?? []
  if (header.tagName === undefined || className === undefined) throw new Error(`${name}: no class, or no @element`)
  const { interfaceName, details } = readEvents(readFileSync(join(widgets, name, 'events.ts'), 'utf8'), name)
  const documented = header.events.map((event) => event.name)
  const apart = [
    ...documented.filter((event) => !details.has(event)),
    ...[...details.keys()].filter((event) => !documented.includes(event)),
  ]
  if (apart.length > 0) {
    throw new Error(`${name}: ${apart} in one of @fires (element.ts) and ${interfaceName} (events.ts), not in both`)
  }
  const twice = documented.find((event, index) => documented.indexOf(event) !== index)
  if (twice !== undefined) throw new Error(`${name}/element.ts: @fires ${twice} stands there twice`)
  const table = Object.values(await import(join(widgets, name, 'options.ts'))).find(isTable)
  return {
    name,
    className,
    ...header,
    cssParts: [...header.cssParts, ...(await readParts(name))],
    events: header.events.map((event) => ({ ...event, detail: details.get(event.name), interfaceName })),
    options: Object.entries(table).map(([option, definition]) => ({
      name: option,
      attribute: attributeOf(option, definition),
      control: definition.control,
      choices: definition.choices,
      default: definition.default,
      description: definition.summary,
    })),
  }
}

function readHeader(source) {
  const [, comment = ''] = /^\/\*\*([\s\S]*?)\*\//.exec(source) ?? []
  const text = comment.replace(/^ ?\*[ ]?/gm, '').replace(/^ \* ?/gm, '')
  const [description, ...tags] = text.split(/^\s*@/m)
  const header = { description: oneLine(description.split(/\n\s*\n| What it does is in /)[0]), tagName: undefined }
  for (const list of Object.values(TAGS)) header[list] = []
  for (const tag of tags) {
    const [, kind, type, name, rest = ''] =
      /^(\w+)\s+(?:\{(\w+)\}\s+)?(\S+)\s*(?:-\s*)?([\s\S]*)$/.exec(tag.trim()) ?? []
    if (kind === 'element') header.tagName = name
    const list = TAGS[kind]
    if (list === undefined) continue
    header[list].push({ name: name === '-' ? '' : name, description: oneLine(rest), ...(type && { type }) })
  }
  return header
}

/** Of `css-parts.ts`: what each part is, by its name. */
async function readParts(name) {
  const file = join(widgets, name, 'css-parts.ts')
  if (!existsSync(file)) return []
  const { cssParts } = await import(file)
  return Object.entries(cssParts).map(([part, description]) => ({ name: part, description }))
}

/** Of `interface …Events { 'tintype-…': detail }`. */
function readEvents(source, widget) {
  const [, interfaceName, body] = /^export interface (\w+Events) \{\n([\s\S]*?)^\}/m.exec(source) ?? []
  if (body === undefined) throw new Error(`${widget}/events.ts: no interface of events`)
  const details = new Map()
  for (const entry of body.split(/^ {2}(?=')/m)) {
    const [, name, detail] = /^'([\w-]+)': ([\s\S]*)$/.exec(entry.replace(/^\s*\/\*\*.*\*\/\s*$/gm, '').trim()) ?? []
    if (name !== undefined) details.set(name, oneLine(detail))
  }
  return { interfaceName, details }
}

function isTable(value) {
  return typeof value === 'object' && value !== null && Object.values(value).every((option) => 'control' in option)
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim()
}
