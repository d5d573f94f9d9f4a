/**
 * Checks `.ci/boundaries.cjs` over a tree.
 *
 * dependency-cruiser's own parser reads no TypeScript beside TypeScript 7 and then reports success over nothing. So the
 * swc parser is asked for, and the number of files it read is compared with the number of files there are.
 */
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'

const FOLDERS = ['server', 'widgets', 'stories']
const rules = createRequire(import.meta.url)('./boundaries.cjs')

/**
 * @param {string} root
 * @returns {Promise<{ read: number, sources: number, violations: string[] }>}
 */
export async function checkBoundaries(root) {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)))
  const { output } = await cruise(folders, {
    baseDir: root,
    ruleSet: rules,
    validate: true,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(server|widgets)/(dist|docs)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['tintype-source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  })
  const result = typeof output === 'string' ? JSON.parse(output) : output
  const wanted = folders.flatMap((folder) => sourcesBelow(root, folder))
  const seen = new Set(result.modules.map((module) => module.source))
  return {
    read: wanted.filter((file) => seen.has(file)).length,
    sources: wanted.length,
    violations: result.summary.violations.map(({ rule, from, to }) => {
      const { comment } = rules.forbidden.find(({ name }) => name === rule.name)
      return `${from} must not import ${to} (${rule.name}: ${comment})`
    }),
  }
}

function sourcesBelow(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replace(/^\//, ''))
    .filter((file) => !/(^|\/)(dist|docs|node_modules|storybook-static)\//.test(file))
}
