/**
 * The fast checks: format and lint, types, import boundaries, generated pages, bundle budgets, packages, file sizes.
 * Under two minutes on two cores. Runs all of them, then says which failed. Widgets are built when they are stale.
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { checkBoundaries } from './boundaries.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Lines of a source beyond which its header must give the reason. */
const CEILING = 300
/** Over a bundle's budget by more than this share fails; raising one is a change of its own, with the reason. */
const TOLERANCE = 1.05

const CHECKS = {
  'format and lint': () => program('@biomejs/biome/bin/biome', ['check', '.']),
  types: () => program('typescript/bin/tsc', ['--noEmit', '-p', '.']),
  boundaries,
  references: () => node(['--conditions=tintype-source', '.ci/references.mjs', '--check']),
  packages,
  budgets,
  storybook,
  'file sizes': fileSizes,
}

let failures = 0
for (const [name, check] of Object.entries(CHECKS)) {
  const start = performance.now()
  const { ok, output } = await check().catch((error) => ({ ok: false, output: String(error?.stack ?? error) }))
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`)
  if (output && !ok) process.stdout.write(`${output.trimEnd()}\n`)
  if (!ok) failures += 1
}
process.stdout.write(failures === 0 ? 'all checks passed\n' : `${failures} of the checks failed\n`)
process.exit(failures === 0 ? 0 : 1)

async function boundaries() {
  const { read, sources, violations } = await checkBoundaries(root)
  const missed = read < sources ? [`only ${read} of ${sources} sources were read: the check is blind`] : []
  return verdict([...missed, ...violations])
}

/** What would be published: entry points that exist and resolve. Needs both builds. */
async function packages() {
  const built = await node(['.ci/build.mjs'])
  if (!built.ok) return built
  const results = []
  for (const folder of ['server', 'widgets']) {
    const { ok, output } = await program('publint/src/cli.js', ['run', folder, '--strict', '--level', 'warning'])
    if (!ok) results.push(output)
  }
  return verdict(results)
}

/** That every story compiles and the reference finds the manifest; what stories show is tested elsewhere. */
async function storybook() {
  if (!filesBelow(join(root, 'stories')).some((file) => file.endsWith('.stories.ts'))) return verdict([])
  const output = ['-o', 'node_modules/.cache/tintype/storybook', '--quiet', '--disable-telemetry']
  return program('storybook/dist/bin/dispatcher.js', ['build', '-c', 'stories/.storybook', ...output])
}

async function budgets() {
  const list = JSON.parse(readFileSync(join(root, '.ci/bundle-budgets.json'), 'utf8'))
  const folder = join(root, 'widgets/dist/bundles')
  const problems = Object.entries(list).flatMap(([file, { gzipKilobytes }]) => {
    const path = join(folder, file)
    if (!existsSync(path)) return [`${file} was not built`]
    const kilobytes = gzipSync(readFileSync(path), { level: 9 }).length / 1000
    return kilobytes > gzipKilobytes * TOLERANCE
      ? [`${file}: ${kilobytes.toFixed(1)} kB gzip, budget ${gzipKilobytes} kB`]
      : []
  })
  const unlisted = filesBelow(folder).filter((file) => file.endsWith('/all.js') && !(file in list))
  return verdict([...problems, ...unlisted.map((file) => `${file} has no budget in .ci/bundle-budgets.json`)])
}

/** A source over the ceiling says why in its header, with the word "ceiling". Tables of texts are as long as the widget. */
async function fileSizes() {
  const sources = ['server', 'widgets', 'stories', '.ci'].flatMap((folder) =>
    filesBelow(join(root, folder)).map((file) => `${folder}/${file}`),
  )
  const long = sources
    .filter((file) => /\.(ts|mjs)$/.test(file) && !/(^|\/)(dist|node_modules)\/|\/messages\/[a-z]{2}\.ts$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
    .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1, header: text.split('*/')[0] }))
    .filter(({ lines, header }) => lines > CEILING && !/ceiling|\bGenerated from\b/.test(header))
  return verdict(
    long.map(({ file, lines }) => `${file}: ${lines} lines (ceiling ${CEILING}; give the reason in its header)`),
  )
}

function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

function verdict(problems) {
  return { ok: problems.length === 0, output: problems.join('\n') }
}

function program(script, args) {
  return node([join(root, 'node_modules', script), ...args])
}

function node(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    child.once('error', (error) => resolve({ ok: false, output: error.message }))
    child.once('close', (code) => resolve({ ok: code === 0, output }))
  })
}
