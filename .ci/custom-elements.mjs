/**
 * The custom elements manifest of the widgets: `widgets/dist/custom-elements.json`.
 *
 * What an element offers stands in two places that the analyser does not see: the header doc of `element.ts` (tag name,
 * events, slots, parts, custom properties) and the option table (attributes and properties). The plug-in adds both.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const TAGS = {
  fires: 'events',
  slot: 'slots',
  csspart: 'cssParts',
  cssproperty: 'cssProperties',
  cssstate: 'cssStates',
}
/** Lit's own life cycle is no interface of ours. */
const INTERNAL = new Set([
  'render',
  'willUpdate',
  'updated',
  'firstUpdated',
  'createRenderRoot',
  'connectedCallback',
  'disconnectedCallback',
  'formAssociatedCallback',
  'formDisabledCallback',
  'formResetCallback',
  'formStateRestoreCallback',
  'attributeChangedCallback',
  'shouldUpdate',
  'styles',
  'shadowRootOptions',
  'formAssociated',
])

const tables = await optionTables()

export default {
  globs: ['widgets/*/element.ts'],
  exclude: ['widgets/dist/**'],
  outdir: 'widgets/dist',
  litelement: true,
  plugins: [{ name: 'tintype', packageLinkPhase: ({ customElementsManifest }) => complete(customElementsManifest) }],
}

function complete(manifest) {
  manifest.schemaVersion = '2.1.0'
  manifest.modules = manifest.modules.filter(({ path }) => path.endsWith('/element.ts'))
  for (const module of manifest.modules) {
    const header = readHeader(readFileSync(module.path, 'utf8'))
    const element = module.declarations.find(({ kind }) => kind === 'class')
    if (element === undefined || header.tagName === undefined)
      throw new Error(`${module.path}: no class, or no @element`)
    Object.assign(element, header, { customElement: true, description: header.description })
    const own = (element.members ?? []).filter(
      ({ name, privacy, inheritedFrom }) =>
        !name.startsWith('#') &&
        privacy !== 'private' &&
        privacy !== 'protected' &&
        !INTERNAL.has(name) &&
        !inheritedFrom,
    )
    const { attributes, fields } = tables.get(module.path) ?? { attributes: [], fields: [] }
    element.attributes = attributes
    element.members = [...fields, ...own.filter(({ name }) => !fields.some((field) => field.name === name))]
    module.declarations = [element]
  }
}

function readHeader(source) {
  const [, comment = ''] = /^\/\*\*([\s\S]*?)\*\//.exec(source) ?? []
  const text = comment.replace(/^ ?\*[ ]?/gm, '').replace(/^ \* ?/gm, '')
  const [description, ...tags] = text.split(/^\s*@/m)
  const header = { description: description.replace(/\s+/g, ' ').trim() }
  for (const tag of tags) {
    const [, kind, name, rest = ''] = /^(\w+)\s+(\S+)\s*(?:-\s*)?([\s\S]*)$/.exec(tag.trim()) ?? []
    if (kind === 'element') header.tagName = name
    const list = TAGS[kind]
    if (list === undefined) continue
    header[list] ??= []
    const type = list === 'events' ? { type: { text: 'CustomEvent' } } : {}
    header[list].push({ name: name === '-' ? '' : name, description: rest.replace(/\s+/g, ' ').trim(), ...type })
  }
  return header
}

/** By path of the element: what its option table makes of attributes and properties. */
async function optionTables() {
  const { readdirSync, existsSync } = await import('node:fs')
  const { attributeOf } = await import(pathToFileURL(join('widgets/kit/options.ts')))
  const found = new Map()
  for (const widget of readdirSync('widgets')) {
    const file = join('widgets', widget, 'options.ts')
    if (widget === 'kit' || !existsSync(file) || !existsSync(join(dirname(file), 'element.ts'))) continue
    const table = Object.values(await import(pathToFileURL(file))).find(isTable)
    found.set(`widgets/${widget}/element.ts`, describeTable(table, attributeOf))
  }
  return found
}

function isTable(value) {
  return typeof value === 'object' && value !== null && Object.values(value).every((option) => 'control' in option)
}

function describeTable(table, attributeOf) {
  const attributes = []
  const fields = []
  for (const [name, option] of Object.entries(table)) {
    const attribute = attributeOf(name, option)
    const shared = { description: option.summary, type: { text: typeOf(option) }, ...defaultOf(option) }
    if (attribute !== undefined) attributes.push({ name: attribute, fieldName: name, ...shared })
    fields.push({ kind: 'field', name, ...(attribute !== undefined && { attribute }), ...shared })
  }
  return { attributes, fields }
}

function typeOf({ control, choices }) {
  if (control === 'choice') return choices.map((choice) => `'${choice}'`).join(' | ')
  return { text: 'string', number: 'number', boolean: 'boolean', list: 'string[]' }[control] ?? 'object'
}

function defaultOf({ default: value }) {
  return value === undefined ? {} : { default: JSON.stringify(value) }
}
