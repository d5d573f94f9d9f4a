/**
 * What editors and compilers of frameworks have to know about the elements, from their descriptions: `widgets/types/`.
 *
 *   elements.d.ts                  attributes, properties and event handlers of each element
 *   jsx.d.ts, vue.d.ts, svelte.d.ts   the same, told to React, Vue and Svelte
 *   vscode.html-custom-data.json   for HTML in editors
 */
import { describedWidgets, describeWidget } from '../widget-description.mjs'

const MADE = '/** Generated from the option tables of the widgets by "npm run references". */'
const ATTRIBUTE_TYPES = {
  text: 'string',
  number: 'number | string',
  boolean: "boolean | '' | 'true' | 'false'",
  list: 'string',
}

/** A name that is attribute and property at once takes what either takes. */
const GIVEN = `/** What a page may write: attributes, and properties; where both have one name, either. */
export type Given<Attributes, Properties> = Omit<Attributes, keyof Properties> & {
  [Name in keyof Properties]: Properties[Name] | (Name extends keyof Attributes ? Attributes[Name] : never)
}

`

const widgets = () => Promise.all(describedWidgets().map(describeWidget))

export async function elementTypes() {
  const all = await widgets()
  const parts = all.map(({ className, tagName, name, options, events }) => {
    const base = className.replace(/^Tintype/, '')
    return [
      `import type { ${[className, `${base}Events`, `${base}Options`].sort().join(', ')} } from '@tintype/widgets/${name}'`,
      members(
        `export interface ${className}Attributes`,
        options
          .filter(({ attribute }) => attribute !== undefined)
          .map(({ attribute, ...option }) => [`'${attribute}'`, attributeType(option), option]),
      ),
      members(
        `export interface ${className}Properties`,
        options.map((option) => [option.name, `${base}Options['${option.name}']`, option]),
      ),
      members(
        `/** Handlers by the names of the events: React 19 and Svelte take them as they are. */\nexport interface ${className}Handlers`,
        events.map((event) => [
          `'on${event.name}'`,
          `((event: CustomEvent<${base}Events['${event.name}']>) => void)`,
          event,
        ]),
      ),
      `declare global {\n  interface HTMLElementTagNameMap {\n    '${tagName}': ${className}\n  }\n}`,
    ]
  })
  return file(
    [
      ...parts.map(([imports]) => imports).join('\n'),
      '\n\n',
      GIVEN,
      parts.map(([, ...rest]) => rest.join('\n\n')).join('\n\n'),
    ].join(''),
  )
}

export async function jsxTypes() {
  const all = await widgets()
  return file(`import type { DetailedHTMLProps, HTMLAttributes } from 'react'
${importsOf(all, ['', 'Attributes', 'Handlers', 'Properties'])}

type Props<Element, Own> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Own> & Own

declare module 'react' {
  // biome-ignore lint/style/noNamespace: where React looks for it
  namespace JSX {
    interface IntrinsicElements {
${all.map(({ tagName, className }) => `      '${tagName}': Props<${className}, ${ownTypes(className)} & ${className}Handlers>`).join('\n')}
    }
  }
}`)
}

export async function svelteTypes() {
  const all = await widgets()
  return file(`import type { HTMLAttributes } from 'svelte/elements'
${importsOf(all, ['', 'Attributes', 'Handlers', 'Properties'])}

type Props<Element extends EventTarget, Own> = Omit<HTMLAttributes<Element>, keyof Own> & Own

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${all.map(({ tagName, className }) => `    '${tagName}': Props<${className}, ${ownTypes(className)} & ${className}Handlers>`).join('\n')}
  }
}`)
}

/** Vue writes `@tintype-upload-success` as a property named `onTintypeUploadSuccess`. */
export async function vueTypes() {
  const all = await widgets()
  return file(`import type { HTMLAttributes } from 'vue'
${importsOf(all, ['Attributes', 'Handlers', 'Properties'])}

type Camel<Text extends string> = Text extends \`\${infer Head}-\${infer Tail}\` ? \`\${Head}\${Capitalize<Camel<Tail>>}\` : Text
type InVue<Handlers> = {
  [Name in keyof Handlers as Name extends \`on\${infer Event}\` ? \`on\${Capitalize<Camel<Event>>}\` : never]: Handlers[Name]
}
type Component<Own> = new () => { $props: Omit<HTMLAttributes, keyof Own> & Own }

declare module 'vue' {
  interface GlobalComponents {
${all.map(({ tagName, className }) => `    '${tagName}': Component<${ownTypes(className)} & InVue<${className}Handlers>>`).join('\n')}
  }
}`)
}

export async function htmlCustomData() {
  const all = await widgets()
  const tags = all.map(({ tagName, description, options, ownAttributes }) => ({
    name: tagName,
    description,
    attributes: [
      ...options
        .filter(({ attribute }) => attribute !== undefined)
        .map(({ attribute, description, control, choices }) => ({
          name: attribute,
          description,
          ...(choices && { values: choices.map((name) => ({ name })) }),
          ...(control === 'boolean' && { valueSet: 'v' }),
        })),
      ...ownAttributes.map(({ name, description }) => ({ name, description })),
    ],
  }))
  return `${JSON.stringify({ version: 1.1, tags }, null, 2)}\n`
}

function attributeType({ control, choices }) {
  if (control === 'choice') return choices.map((choice) => `'${choice}'`).join(' | ')
  return ATTRIBUTE_TYPES[control] ?? 'string'
}

function ownTypes(className) {
  return `Given<${className}Attributes, ${className}Properties>`
}

function importsOf(all, kinds) {
  const elements = kinds.includes('')
    ? all.map(({ className, name }) => `import type { ${className} } from '@tintype/widgets/${name}'\n`).join('')
    : ''
  const names = all.flatMap(({ className }) => kinds.filter(Boolean).map((kind) => `${className}${kind}`))
  return `${elements}import type { Given, ${names.sort().join(', ')} } from './elements.d.ts'`
}

function members(head, list) {
  const lines = list.map(([key, type, { description, default: value }]) => {
    const text = value === undefined ? description : `${description} @default ${JSON.stringify(value)}`
    return `  /** ${text} */\n  ${key}?: ${type} | undefined`
  })
  return `${head} {\n${lines.join('\n')}\n}`
}

function file(text) {
  return `${MADE}\n${text}\n`
}
