/** The wrappers for React, from the descriptions of the elements: `widgets/react/<widget>.ts`. */
import { describeWidget } from '../widget-description.mjs'

/** @param {string} name folder below `widgets/` */
export async function reactWrapper(name) {
  const { className, tagName, options, events } = await describeWidget(name)
  const component = className.replace(/^Tintype/, '')
  const attributes = options.filter(({ attribute }) => attribute !== undefined)
  return `/**
 * \`<${component}>\` for React 18 and 19: \`<${tagName}>\` with its options as props and its events as handlers.
 *
 * Generated from the option table of the widget by "npm run references".
 */
import { ${className} } from '../${name}/element.ts'
import type { ${component}Events } from '../${name}/events.ts'
import type { ${component}Options } from '../${name}/options.ts'
import { type ElementHandler, wrapElement } from './wrap-element.ts'

/** Options of \`<${component}>\`; everything is optional. */
export interface ${component}Props {
${options.map(({ name: option, description, default: value }) => member(option, `${component}Options['${option}']`, description, value)).join('\n')}
${events.map((event) => member(handlerName(event.name), `ElementHandler<${component}Events['${event.name}']>`, event.description)).join('\n')}
}

export const ${component} = wrapElement<${className}, ${component}Props>({
  tagName: '${tagName}',
  elementClass: ${className},
  attributes: {
${attributes.map(({ name: option, attribute }) => `    ${option}: '${attribute}',`).join('\n')}
  },
  properties: [${options
    .filter(({ attribute, control }) => attribute === undefined || control === 'list')
    .map(({ name: option }) => `'${option}'`)
    .join(', ')}],
  events: {
${events.map((event) => `    ${handlerName(event.name)}: '${event.name}',`).join('\n')}
  },
})
`
}

/** \`tintype-upload-success\` is \`onUploadSuccess\`. */
function handlerName(event) {
  return event.replace(/^tintype/, 'on').replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
}

function member(name, type, description, value) {
  const text = value === undefined ? description : `${description} @default ${JSON.stringify(value)}`
  return `  /** ${text} */\n  readonly ${name}?: ${type} | undefined`
}
