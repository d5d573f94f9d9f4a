/**
 * The pages under a strict policy load the bundle as sites do, by a script tag, from the real server: so it has to be the
 * one of these sources, built as they are built now. Builds when it is missing or older.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** Written last by the build. */
const BUILT = join(root, 'widgets/dist/integrity.json')
/** Of the server what its pure exports are made of: it is built in. */
const SOURCES = ['widgets', 'server/transformation', 'server/metadata-rules', 'server/domain', 'server/contract']
const HOW = ['vite.config.ts', '.ci/build.mjs', '.ci/script-tag-bundle.mjs', '.ci/compact-templates.mjs']

export function buildWhenStale() {
  const newest = Math.max(
    ...SOURCES.map((name) => newestSource(join(root, name))),
    ...HOW.map((name) => statSync(join(root, name)).mtimeMs),
  )
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > newest) return
  const { status } = spawnSync(process.execPath, [join(root, '.ci/build.mjs'), 'widgets'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('The widgets could not be built')
}

function newestSource(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && name !== 'node_modules')
    .map((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? newestSource(path) : statSync(path).mtimeMs
    })
    .reduce((newest, time) => Math.max(newest, time), 0)
}
