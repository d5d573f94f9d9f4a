/** The page of a widget in `widgets/docs/`: an introduction by hand, and what the element offers from its description. */
import { describeWidget } from '../widget-description.mjs'

/**
 * @param {string} name folder below `widgets/`
 * @param {string} introduction Markdown, ending with an empty line
 */
export async function widgetPage(name, introduction) {
  const { options, events, slots, cssParts, cssProperties, ownAttributes } = await describeWidget(name)
  return [
    introduction + optionRows(options),
    section('Events', events),
    ...(ownAttributes.length > 0 ? [section('Attributes that the widget sets', ownAttributes)] : []),
    section('Slots', slots),
    section('Parts', cssParts),
    section('Custom properties', cssProperties),
  ].join('\n')
}

function optionRows(options) {
  const rows = options.map(({ name, attribute, default: fallback, description }) => {
    const value = fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\``
    return `| \`${name}\` | ${attribute === undefined ? '' : `\`${attribute}\``} | ${value} | ${cell(description)} |\n`
  })
  return `## Options\n\n| option | attribute | default | meaning |\n|---|---|---|---|\n${rows.join('')}`
}

function section(title, entries) {
  const rows = entries.map(({ name, description }) => `| \`${name}\` | ${cell(description)} |\n`)
  return `## ${title}\n\n| name | meaning |\n|---|---|\n${rows.join('')}`
}

function cell(text) {
  return text.replace(/\|/g, '\\|')
}
