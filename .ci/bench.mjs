/**
 * The benchmark: runs every `test/bench/*.bench.ts`, one after the other, and puts their tables on one page.
 *
 * Each measures Tintype beside the bare engine in the same run (sharp called directly, nginx or a bare Node server, a
 * bare receiver of uploads), so the ratios mean something on any machine; the absolute numbers do not. Run it alone.
 *
 *   npm run bench                 all, and writes server/docs/benchmark.md
 *   npm run bench -- delivery     only those whose name contains it; writes nothing
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'test/bench')
const [only = ''] = process.argv.slice(2)
const scripts = readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && name.includes(only))
if (scripts.length === 0) {
  process.stderr.write(`bench: nothing in test/bench is called ${only}\n`)
  process.exit(1)
}

const sections = []
let failed = false
for (const script of scripts) {
  process.stdout.write(`\n${script}\n\n`)
  const { code, output } = await run(join(folder, script))
  if (code !== 0) {
    failed = true
    process.stderr.write(`bench: ${script} failed (status ${code})\n`)
  }
  sections.push({ script, code, output: output.trim() })
}
if (only === '' && !failed) {
  writeFileSync(join(root, 'server/docs/benchmark.md'), page())
  process.stdout.write('\nwritten to server/docs/benchmark.md\n')
}
process.exit(failed ? 1 : 0)

function run(script) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['--conditions=tintype-source', '--disable-warning=ExperimentalWarning', script],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
        // As the launcher starts a server.
        env: { ...process.env, MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: String(availableParallelism() + 4) },
      },
    )
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text
      process.stdout.write(text)
    })
    child.once('error', (error) => resolve({ code: error.message, output }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

function page() {
  const { version } = JSON.parse(readFileSync(join(root, 'server/package.json'), 'utf8'))
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB`
  const parts = sections.map(({ script, output }) => `## ${titleOf(script)}\n\n${describe(script)}\n\n${output}\n`)
  return `# Benchmark

<!-- Written by "npm run bench". -->

Version ${version}, ${machine}, Node ${process.versions.node}. Ratios are Tintype to the bare engine, measured in the same
run in alternating rounds; medians. For CPU less is better, for throughput more.

${parts.join('\n')}`
}

function titleOf(script) {
  const name = script.replace('.bench.ts', '').replace(/-/g, ' ')
  return name[0].toUpperCase() + name.slice(1)
}

/** The header of the script says what it measures against what. */
function describe(script) {
  const [, comment = ''] = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(join(folder, script), 'utf8')) ?? []
  return comment.replace(/^\s*\* ?/gm, '').trim()
}
