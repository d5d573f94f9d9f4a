/**
 * The benchmark: Tintype beside the bare engines (sharp called directly, nginx, a bare receiver of uploads) in one run
 * of less than nine minutes. Run it alone on the machine. Linux only: it reads `/proc`.
 *
 *   npm run bench                        everything, and writes server/docs/benchmark.md
 *   npm run bench -- --quick             a shorter look; writes nothing
 *   npm run bench -- --rounds 5          other options: test/bench/table/main.ts; writes nothing
 *   npm run bench -- --database          listings and search up to a million assets; options: test/bench/database/main.ts
 *   npm run bench -- --widgets           the widgets in a slow browser; options: test/bench/widgets/main.ts
 *   npm run bench -- [--quick] cold      only some parts: cold, hits, herd, uploads, memory, start; writes nothing
 */
import { spawn, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const given = process.argv.slice(2)
/** Beside the main one; each has a page of its own. Seeding a million assets takes most of the longer one. */
const OTHERS = {
  '--database': { page: 'server/docs/benchmark-database.md', script: 'database', minutes: 60 },
  '--widgets': { page: 'widgets/docs/benchmark.md', script: 'widgets', minutes: 12 },
}
const other = Object.entries(OTHERS).find(([flag]) => given.includes(flag))?.[1]
const { page, script, minutes } = other ?? { page: 'server/docs/benchmark.md', script: 'table', minutes: 12 }
const root = dirname(dirname(fileURLToPath(import.meta.url)))

const parts = other === OTHERS['--widgets'] ? ['server', 'widgets'] : ['server']
for (const part of parts) {
  const built = spawnSync(process.execPath, [join(root, '.ci/build.mjs'), part], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) process.exit(1)
}

const target = given.length === (other ? 1 : 0) ? ['--write', page] : []
const nodeOptions = ['--conditions=tintype-source', '--disable-warning=ExperimentalWarning']
const child = spawn(
  process.execPath,
  [...nodeOptions, join(root, `test/bench/${script}/main.ts`), ...given, ...target],
  {
    cwd: root,
    stdio: 'inherit',
    // As the launcher starts a server.
    env: { ...process.env, MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: String(availableParallelism() + 4) },
  },
)
const timer = setTimeout(() => {
  process.stderr.write(`bench: stopped, because it took more than ${minutes} minutes\n`)
  child.kill('SIGTERM')
}, minutes * 60_000)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.once('close', (code) => {
  clearTimeout(timer)
  process.exit(code ?? 1)
})
