/**
 * The pages of the documentation, and the types and wrappers for frameworks, that are made from the sources. `--check` only compares them with what is there.
 * Run with `--conditions=tintype-source` on Node 24 or newer.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configurationPage } from './references/configuration.mjs'
import { errorsPage } from './references/errors.mjs'
import { elementTypes, htmlCustomData, jsxTypes, svelteTypes, vueTypes } from './references/framework-types.mjs'
import { limitsPage } from './references/limits.mjs'
import { mediaLibraryPage } from './references/media-library.mjs'
import { reactWrapper } from './references/react-wrappers.mjs'
import { settingsPage } from './references/settings.mjs'
import { transformationsPage } from './references/transformations.mjs'
import { uploadWidgetPage } from './references/upload-widget.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const PAGES = {
  'server/docs/configuration.md': configurationPage,
  'server/docs/errors.md': errorsPage,
  'server/docs/limits.md': limitsPage,
  'server/docs/settings.md': settingsPage,
  'server/docs/transformations.md': transformationsPage,
  'widgets/docs/media-library.md': mediaLibraryPage,
  'widgets/docs/upload-widget.md': uploadWidgetPage,
  'widgets/react/media-library.ts': () => reactWrapper('media-library'),
  'widgets/react/upload-widget.ts': () => reactWrapper('upload-widget'),
  'widgets/types/elements.d.ts': elementTypes,
  'widgets/types/jsx.d.ts': jsxTypes,
  'widgets/types/svelte.d.ts': svelteTypes,
  'widgets/types/vue.d.ts': vueTypes,
  'widgets/types/vscode.html-custom-data.json': htmlCustomData,
}

const stale = []
for (const [path, make] of Object.entries(PAGES)) {
  const file = join(root, path)
  const text = await formatted(path, await make())
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
  stale.push(path)
  if (process.argv.includes('--check')) continue
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
if (process.argv.includes('--check') && stale.length > 0) {
  process.stderr.write(`out of date: ${stale.join(', ')}. Run "npm run references"\n`)
  process.exit(1)
}

/** As the format check wants it; Markdown is left as it is. */
function formatted(path, text) {
  if (path.endsWith('.md')) return text
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'check', '--write', `--stdin-file-path=${path}`],
    {
      cwd: root,
      input: text,
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new Error(`${path}: ${stderr}`)
  return stdout
}
