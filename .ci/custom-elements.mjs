/**
 * The custom elements manifest of the widgets: `widgets/dist/custom-elements.json`.
 *
 * What an element offers stands where the analyser does not see it (`widget-description.mjs`); the plug-in adds it to the
 * methods and properties that the analyser finds.
 */
import { describedWidgets, describeWidget } from './widget-description.mjs'

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

const described = new Map(
  await Promise.all(describedWidgets().map(async (name) => [`widgets/${name}/element.ts`, await describeWidget(name)])),
)

export default {
  globs: ['widgets/*/element.ts'],
  exclude: ['widgets/dist/**'],
  outdir: 'widgets/dist',
  litelement: true,
  plugins: [{ name: 'tintype', packageLinkPhase: ({ customElementsManifest }) => complete(customElementsManifest) }],
}

function complete(manifest) {
  manifest.schemaVersion = '2.1.0'
  manifest.modules = manifest.modules.filter(({ path }) => described.has(path))
  for (const module of manifest.modules) {
    const element = module.declarations.find(({ kind }) => kind === 'class')
    const { options, events, ownAttributes, tagName, description, slots, cssParts, cssProperties, cssStates } =
      described.get(module.path)
    const own = (element.members ?? []).filter(
      ({ name, privacy, inheritedFrom }) =>
        !name.startsWith('#') &&
        privacy !== 'private' &&
        privacy !== 'protected' &&
        !INTERNAL.has(name) &&
        !inheritedFrom,
    )
    const attributes = options
      .filter(({ attribute }) => attribute !== undefined)
      .map((option) => ({ name: option.attribute, fieldName: option.name, ...typed(option) }))
    const fields = options.map((option) => ({
      kind: 'field',
      name: option.name,
      ...(option.attribute !== undefined && { attribute: option.attribute }),
      ...typed(option),
    }))
    Object.assign(element, {
      tagName,
      description,
      customElement: true,
      events: events.map(({ name, description, detail }) => ({
        name,
        description,
        type: { text: `CustomEvent<${detail}>` },
      })),
      slots,
      cssParts,
      cssProperties,
      ...(cssStates.length > 0 && { cssStates }),
      attributes: [
        ...attributes,
        ...ownAttributes.map(({ name, description, type }) => ({
          name,
          description,
          type: { text: type ?? 'string' },
        })),
      ],
      members: [...fields, ...own.filter(({ name }) => !fields.some((field) => field.name === name))],
    })
    module.declarations = [element]
  }
}

function typed({ description, control, choices, default: value }) {
  return {
    description,
    type: { text: typeOf(control, choices) },
    ...(value !== undefined && { default: JSON.stringify(value) }),
  }
}

function typeOf(control, choices) {
  if (control === 'choice') return choices.map((choice) => `'${choice}'`).join(' | ')
  return { text: 'string', number: 'number', boolean: 'boolean', list: 'string[]' }[control] ?? 'object'
}
