/**
 * Builds what is published and served.
 *
 *   node .ci/build.mjs server    server/dist: JavaScript and declarations
 *   node .ci/build.mjs widgets   widgets/dist: bundles for script tags with their digests, modules, declarations, manifest
 *   node .ci/build.mjs           both
 *
 * `widgets/dist/integrity.json` is written last: the set-up takes its time as the time of the build.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const TEXT = /\.(m?js|css|json|svg|wasm|map)$/
const only = process.argv[2]
if (only !== undefined && only !== 'server' && only !== 'widgets') {
  process.stderr.write(`build: unknown part "${only}": expected server or widgets\n`)
  process.exit(1)
}
// Whatever the caller is, a test among them: else Lit's development build would be served.
process.env.NODE_ENV = 'production'
if (only !== 'widgets') await buildServer()
if (only !== 'server') await buildWidgets()

async function buildServer() {
  rmSync(join(root, 'server/dist'), { recursive: true, force: true })
  run('typescript/bin/tsc', ['-p', 'server/tsconfig.build.json', '--emitDeclarationOnly'])
  const { output } = await build({ configFile: join(root, 'vite.config.ts'), mode: 'server', logLevel: 'warn' })
  writeFileSync(join(root, 'server/dist/third-party-licenses.txt'), licencesOf(output))
  say('server/dist')
}

/** Of the packages whose code is in these chunks, as their licences ask for. */
function licencesOf(chunks) {
  const folders = new Set()
  for (const file of chunks.flatMap(({ moduleIds = [] }) => moduleIds)) {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []
    if (folder !== undefined) folders.add(folder)
  }
  const texts = new Map()
  for (const folder of [...folders].sort()) {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    if (file === undefined) throw new Error(`build: ${name} is built in and has no text of its licence`)
    texts.set(`${name} ${version}`, readFileSync(join(folder, file), 'utf8').trim())
  }
  return [...texts].map(([name, text]) => `${name}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`)
}

async function buildWidgets() {
  const dist = join(root, 'widgets/dist')
  rmSync(dist, { recursive: true, force: true })
  for (const mode of [...widgetNames(), 'esm']) {
    await build({ configFile: join(root, 'vite.config.ts'), mode, logLevel: 'warn' })
  }
  // Of the server's pure exports it reads the sources, through the links of the workspaces: nothing has to be built before.
  run('typescript/bin/tsc', ['-p', 'widgets/tsconfig.build.json'])
  run(
    '@custom-elements-manifest/analyzer/cem.js',
    ['analyze', '--config', '.ci/custom-elements.mjs', '--quiet'],
    ['--conditions=tintype-source'],
  )
  const integrity = {}
  for (const file of filesBelow(join(dist, 'bundles'))) {
    const content = readFileSync(file)
    if (/\.(m?js|css)$/.test(file)) {
      integrity[relative(join(dist, 'bundles'), file)] =
        `sha384-${createHash('sha384').update(content).digest('base64')}`
    }
    if (TEXT.test(file) && !file.endsWith('.map')) compress(file, content)
  }
  writeFileSync(join(dist, 'integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`)
  say('widgets/dist')
}

/** A widget is a folder with a `bundle.ts`. */
function widgetNames() {
  return readdirSync(join(root, 'widgets')).filter((name) => existsSync(join(root, 'widgets', name, 'bundle.ts')))
}

/** Compressed once, at the best setting, instead of at each request. */
function compress(file, content) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }))
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
}

function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

function run(script, args, nodeOptions = []) {
  const { status } = spawnSync(process.execPath, [...nodeOptions, join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) {
    process.stderr.write(`build: ${script} failed; its messages are above\n`)
    process.exit(1)
  }
}

function say(text) {
  process.stdout.write(`built ${text}\n`)
}
