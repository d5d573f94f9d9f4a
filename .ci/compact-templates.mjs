/**
 * Vite plugin for the bundles: leaves out what no browser needs and minifiers keep.
 *
 * - indentation and comments of `html`, `svg` and `css` templates (line breaks stay, so that source maps still fit)
 * - the summaries of option tables, which are for reference pages and stories
 * - Uppy's English texts: its queue runs headless, nobody sees them
 *
 * It also gives Lit the one Trusted Types policy of the widgets.
 */
import { fileURLToPath } from 'node:url'

const POLICY = fileURLToPath(new URL('../widgets/kit/trusted-types.ts', import.meta.url))
const TAGS = new Set(['html', 'svg', 'css'])
/** Makers of option definitions in `widgets/kit/options.ts`; the summary is their first argument. */
const OPTION_MAKERS = new Set([
  'text',
  'number',
  'flag',
  'list',
  'choice',
  'property',
  'callback',
  'record',
  'array',
  'place',
])

/** @returns {import('vite').Plugin} */
export function compactTemplates() {
  return {
    name: 'tintype:compact-templates',
    enforce: 'post',
    transform(code, id) {
      if (id.includes('/lit-html/')) return withOurPolicy(code)
      if (/@uppy\/core\/package\.json$/.test(id)) return { code: "export default { version: '' }", map: null }
      if (/@uppy\/core\/lib\/locale\.js$/.test(id)) return { code: 'export default { strings: {} }', map: null }
      if (/[\\/]widgets[\\/][\w-]+[\\/]options\.ts$/.test(id))
        return { code: withoutSummaries(this.parse(code), code), map: null }
      if (!/[\\/]widgets[\\/]/.test(id) || id.includes('node_modules') || !/\b(?:html|svg|css)`/.test(code)) return null
      const spans = []
      visit(this.parse(code), (node) => {
        if (node.type !== 'TaggedTemplateExpression' || !TAGS.has(node.tag.name)) return
        for (const quasi of node.quasi.quasis) spans.push({ ...quasi, isCss: node.tag.name === 'css' })
      })
      let compacted = code
      for (const { start, end, isCss } of spans.sort((one, other) => other.start - one.start)) {
        compacted = compacted.slice(0, start) + compact(compacted.slice(start, end), isCss) + compacted.slice(end)
      }
      return { code: compacted, map: null }
    },
  }
}

function withoutSummaries(program, code) {
  const spans = []
  visit(program, (node) => {
    const [summary] = node.arguments ?? []
    const isMaker = node.type === 'CallExpression' && OPTION_MAKERS.has(node.callee.name)
    if (isMaker && summary?.type === 'Literal' && typeof summary.value === 'string') spans.push(summary)
  })
  return spans.reduceRight((text, { start, end }) => `${text.slice(0, start)}''${text.slice(end)}`, code)
}

function compact(text, isCss) {
  const bare = isCss ? text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')) : text
  const lines = bare.replace(/\n[ \t]+/g, '\n')
  if (!isCss) return lines
  // Nothing but rules follows in these files: a lost line break misleads no source map.
  return lines
    .replace(/([:,{}]) +/g, '$1')
    .replace(/ +\{/g, '{')
    .replace(/;\n+\}/g, '}')
    .replace(/([;{},])\n+/g, '$1')
}

/** Lit makes a policy of its own, `lit-html`; a page that lists policies by name should meet one name, and it is ours. */
function withOurPolicy(code) {
  const ours = code.replace(/\w+\.createPolicy\((['"])lit-html\1,\{createHTML:\w+=>\w+\}\)/, 'tintypePolicy()')
  if (ours === code) return null
  // On the first line, so that source maps still fit.
  return { code: `import{trustedTypesPolicy as tintypePolicy}from${JSON.stringify(POLICY)};${ours}`, map: null }
}

/** Calls `onNode` with every node of a syntax tree. */
export function visit(node, onNode) {
  if (Array.isArray(node)) for (const child of node) visit(child, onNode)
  else if (node && typeof node.type === 'string') {
    onNode(node)
    for (const value of Object.values(node)) if (typeof value === 'object') visit(value, onNode)
  }
}
