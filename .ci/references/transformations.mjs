/** `server/docs/transformations.md`: the language as it is, and what of it is understood but not rendered yet. */
import { referenceRows } from '../../server/transformation/reference.ts'

const SECTIONS = {
  syntax: 'Conditions and variables',
  parameter: 'Parameters',
  crop: 'Crop modes (`c_`)',
  effect: 'Effects (`e_`)',
  flag: 'Flags (`fl_`)',
}
const STATUS = {
  rendered: 'yes',
  part: 'in part',
  parsed: 'not yet',
  model: 'needs a model',
  unavailable: 'no',
}

const HEAD = `# Transformations

<!-- Generated from the registries of server/transformation by "npm run references". -->

A transformation is a chain of components, separated by \`/\`; a component is a set of parameters, separated by \`,\`. The
whole language is read and checked: a parameter that does not exist, or a value that does not fit, is a 400 that names it
in \`X-Cld-Error\`. What is understood but cannot be rendered yet is a 400 that says so, never a picture that is silently
wrong. The column *rendered* says where each stands:

- **yes**: rendered.
- **in part**: rendered but for what is named.
- **not yet**: understood, refused by name.
- **needs a model**: needs a local model that is not part of this release; refused by name.
- **no**: needs a paid service or generative model elsewhere; refused by name.

`

export function transformationsPage() {
  const rows = referenceRows()
  const missing = rows.filter(({ status }) => status !== 'rendered')
  const summary = `${rows.length - missing.length} of ${rows.length} entries are rendered in full.\n\n`
  return `${HEAD}${summary}## Not rendered yet\n\n${list(missing)}\n\n${Object.entries(SECTIONS)
    .map(([section, title]) => `## ${title}\n\n${table(rows.filter((row) => row.section === section))}`)
    .join('\n\n')}\n`
}

function list(rows) {
  const groups = Map.groupBy(rows, ({ status }) => status)
  return ['part', 'parsed', 'model', 'unavailable']
    .filter((status) => groups.has(status))
    .map((status) => `- **${STATUS[status]}**: ${groups.get(status).map(named).join(', ')}`)
    .join('\n')
}

function named({ section, name, except }) {
  const prefix = { crop: 'c_', effect: 'e_', flag: 'fl_' }[section] ?? ''
  return `\`${prefix}${name}\`${except === null ? '' : ` (${except})`}`
}

function table(rows) {
  const lines = rows.map(({ forms, summary, status, except, media }) => {
    const rendered = except === null ? STATUS[status] : `${STATUS[status]}: not ${except}`
    return `| ${forms.map(code).join('<br>')} | ${cell(summary)} | ${media.join(', ')} | ${cell(rendered)} |`
  })
  return ['| form | what it does | media | rendered |', '|---|---|---|---|', ...lines].join('\n')
}

function code(text) {
  return `\`${cell(text)}\``
}

function cell(text) {
  return text.replace(/\|/g, '\\|')
}
