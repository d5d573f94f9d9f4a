/**
 * Makes a checkout ready, with nothing but Node 20 and npm on the machine: run before `npm start`, `npm test` and the like.
 *
 *   node .ci/setup.mjs install   the packages
 *   node .ci/setup.mjs start     the packages, the widgets' bundles, ffmpeg
 *   node .ci/setup.mjs test      the same, and the browser
 *
 * Does nothing that is done already. `npm install`, not `npm ci`: where a registry lacks packages of foreign platforms,
 * `npm ci` refuses the lock file. No dependencies: it runs before there are any.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { provideFfmpeg } from './ffmpeg.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const MODES = ['install', 'start', 'test']
const mode = process.argv[2] ?? 'install'
if (!MODES.includes(mode)) stop(`setup: unknown mode "${mode}": expected one of ${MODES.join(', ')}`)

installPackages()
checkNode()
if (mode !== 'install') buildWidgets()
if (mode !== 'install') provideFfmpeg(say)
if (mode === 'test') await provideBrowser()

function installPackages() {
  const lock = join(root, 'package-lock.json')
  const installed = join(root, 'node_modules/.package-lock.json')
  const stamp = join(root, 'node_modules/.cache/tintype/installed')
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex')
  // npm does not touch its own copy when nothing changed, so its time alone would mean an install before each start.
  const current =
    existsSync(installed) &&
    ((existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) ||
      statSync(installed).mtimeMs >= statSync(lock).mtimeMs)
  if (!current) {
    say('installing packages (about a minute the first time)')
    // npm itself runs on the old Node and would warn about each package that wants a newer one; ours run on the brought one.
    npm(['install', '--no-audit', '--no-fund', '--loglevel=error'])
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

function npm(args) {
  const script = process.env.npm_execpath
  const [command, rest] = script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', args]
  const { status, error } = spawnSync(command, rest, { cwd: root, stdio: 'inherit' })
  if (error) stop(`setup: npm could not be started: ${error.message}`)
  if (status !== 0) stop(`setup: "npm ${args.join(' ')}" failed; its own messages are above`)
}

function checkNode() {
  if (Number.parseInt(process.versions.node, 10) >= 24 || broughtNode()) return
  stop(
    `setup: Tintype needs Node 24 or newer and brings none for ${process.platform} ${process.arch}: install it first`,
  )
}

function broughtNode() {
  try {
    const name = `node-${process.platform}-${process.arch}/package.json`
    return join(dirname(createRequire(join(root, 'server/package.json')).resolve(name)), 'bin/node')
  } catch {
    return null
  }
}

function buildWidgets() {
  const built = join(root, 'widgets/dist/integrity.json')
  const how = ['vite.config.ts', '.ci/build.mjs', '.ci/script-tag-bundle.mjs', '.ci/compact-templates.mjs']
  const sources = [
    'widgets',
    'server/transformation',
    'server/metadata-rules',
    'server/domain',
    'server/contract',
    ...how,
  ]
  if (existsSync(built) && newest(sources.map((name) => join(root, name))) <= statSync(built).mtimeMs) return
  say('building the widgets')
  const node = Number.parseInt(process.versions.node, 10) >= 24 ? process.execPath : broughtNode()
  const { status } = spawnSync(node, [join(root, '.ci/build.mjs'), 'widgets'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) stop('setup: the widgets could not be built; the messages are above')
}

/** Newest modification time below these paths. */
function newest(paths) {
  let time = 0
  for (const path of paths) {
    if (!existsSync(path)) continue
    const entry = statSync(path)
    if (!entry.isDirectory()) time = Math.max(time, entry.mtimeMs)
    else {
      const inner = readdirSync(path).filter((name) => name !== 'dist' && name !== 'node_modules' && name !== 'docs')
      time = Math.max(time, newest(inner.map((name) => join(path, name))))
    }
  }
  return time
}

async function provideBrowser() {
  const { browserExecutable } = await import('./browser.mjs')
  await browserExecutable().catch((error) =>
    stop(`setup: the browser for the tests could not be unpacked: ${error.message}`),
  )
}

function say(text) {
  process.stdout.write(`tintype: ${text}\n`)
}

function stop(text) {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
