/**
 * The pages of the documentation that are made from the sources. `--check` only compares them with what is there.
 * Run with `--conditions=tintype-source` on Node 24 or newer.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configurationPage } from './references/configuration.mjs'
import { errorsPage } from './references/errors.mjs'
import { limitsPage } from './references/limits.mjs'
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
  'widgets/docs/upload-widget.md': uploadWidgetPage,
}

const stale = []
for (const [path, make] of Object.entries(PAGES)) {
  const file = join(root, path)
  const text = await make()
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
  stale.push(path)
  if (!process.argv.includes('--check')) writeFileSync(file, text)
}
if (process.argv.includes('--check') && stale.length > 0) {
  process.stderr.write(`out of date: ${stale.join(', ')}. Run "npm run references"\n`)
  process.exit(1)
}
