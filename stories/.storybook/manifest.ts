/**
 * Controls and reference tables from the custom elements manifest. Storybook's own reading of it is not used: version 10
 * finds none for web components unless both functions are given, and it merges a slot with a property of the same name.
 */
/// <reference types="vite/client" />
import type { ArgTypes } from '@storybook/web-components-vite'

interface Described {
  readonly name: string
  readonly description?: string
  readonly type?: { readonly text: string }
  readonly default?: string
}

interface Declaration {
  readonly tagName: string
  readonly description: string
  readonly attributes: readonly (Described & { readonly fieldName: string })[]
  readonly members: readonly (Described & { readonly kind: string; readonly attribute?: string })[]
  readonly events?: readonly Described[]
  readonly slots?: readonly Described[]
  readonly cssParts?: readonly Described[]
  readonly cssProperties?: readonly Described[]
}

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[]
}

// A glob, because the file is made by the build: an import of it would fail the type check of a fresh clone.
const files = import.meta.glob<Manifest>('../../widgets/dist/custom-elements.json', { eager: true, import: 'default' })
export const manifest: Manifest = Object.values(files)[0] ?? { modules: [] }
const declarations = manifest.modules.flatMap((module) => module.declarations)

export function descriptionOf(tagName: string): string {
  return find(tagName).description
}

export function argumentsOf(tagName: string): ArgTypes {
  const element = find(tagName)
  const properties = element.members.filter(({ kind, attribute }) => kind === 'field' && attribute === undefined)
  return {
    ...rows(element.attributes, 'attributes', ({ fieldName }) => fieldName, true),
    ...rows(properties, 'properties', ({ name }) => name),
    ...rows(element.events ?? [], 'events', ({ name }) => `event ${name}`),
    ...rows(element.slots ?? [], 'slots', ({ name }) => `slot ${name}`),
    ...rows(element.cssParts ?? [], 'parts', ({ name }) => `part ${name}`),
    ...rows(element.cssProperties ?? [], 'custom properties', ({ name }) => name),
  }
}

function find(tagName: string): Declaration {
  const found = declarations.find((declaration) => declaration.tagName === tagName)
  if (found === undefined) throw new Error(`The manifest has no <${tagName}>: run "npm run build"`)
  return found
}

function rows<T extends Described>(
  list: readonly T[],
  category: string,
  keyOf: (entry: T) => string,
  withControls = false,
): ArgTypes {
  return Object.fromEntries(
    list.map((entry) => [
      keyOf(entry),
      {
        name: entry.name,
        description: entry.description ?? '',
        table: {
          category,
          type: { summary: entry.type?.text ?? '' },
          ...(entry.default !== undefined && { defaultValue: { summary: entry.default } }),
        },
        ...(withControls ? controlFor(entry.type?.text ?? '') : { control: false }),
      },
    ]),
  )
}

function controlFor(type: string): Pick<ArgTypes[string], 'control' | 'options'> {
  if (type === 'boolean' || type === 'number') return { control: type }
  if (type === 'string') return { control: 'text' }
  const choices = [...type.matchAll(/'([^']*)'/g)].map(([, choice]) => choice ?? '')
  return choices.length > 0 ? { control: 'select', options: choices } : { control: 'object' }
}
