/**
 * Every test of the repository: Vitest for the server, web-test-runner in Chromium for the widgets. Streams what they
 * print and closes with one line that sums them: `N passed, N failed` (`, N skipped`).
 *
 * `--long` adds what takes longer than `npm test` may (`TINTYPE_LONG=1`). Further arguments name files or folders.
 * Fails when a test fails, when a runner cannot be started, and when a runner ran nothing.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const brought = join(root, 'node_modules/.bin/node')
const node = existsSync(brought) ? brought : process.execPath
const long = process.argv.includes('--long')
const wanted = process.argv.slice(2).filter((argument) => argument !== '--long')
// Some hundred processes load the same code, most of it TypeScript: each would strip and compile it anew.
const compiledCode = join(root, 'node_modules/.cache/tintype/test-code')
const reports = mkdtempSync(join(tmpdir(), 'tintype-test-'))

const RUNNERS = [
  {
    name: 'server',
    owns: (file) => !isOfWidgets(file),
    command: (report, files) => [
      'vitest/vitest.mjs',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files],
    ],
    counts: vitestCounts,
  },
  {
    name: 'widgets',
    owns: isOfWidgets,
    command: (_report, files) => [
      '@web/test-runner/dist/bin.js',
      ['--config', 'test/web-test-runner.config.js', ...files.flatMap((file) => ['--files', filesOf(file)])],
    ],
    counts: (report) => report,
  },
]

const total = { passed: 0, failed: 0, skipped: 0 }
const problems = []
for (const runner of RUNNERS) {
  const files = wanted.filter(runner.owns)
  if (wanted.length > 0 && files.length === 0) continue
  await run(runner, files)
}
rmSync(reports, { recursive: true, force: true })

for (const problem of problems) process.stdout.write(`${problem}\n`)
process.stdout.write(`${total.passed} passed, ${total.failed} failed`)
process.stdout.write(total.skipped > 0 ? `, ${total.skipped} skipped\n` : '\n')
process.exit(total.failed > 0 || problems.length > 0 || total.passed === 0 ? 1 : 0)

async function run(runner, files) {
  const report = join(reports, `${runner.name}.json`)
  const [script, args] = runner.command(report, files)
  const code = await spawned([join(root, 'node_modules', script), ...args], {
    WTR_COUNTS_FILE: report,
    NODE_COMPILE_CACHE: compiledCode,
    ...(long && { TINTYPE_LONG: '1' }),
  })

  const counts = readCounts(runner, report)
  for (const key of Object.keys(total)) total[key] += counts[key]
  const ran = counts.passed + counts.failed
  if (ran === 0) problems.push(`${runner.name}: no test was run`)
  else if (code !== 0 && counts.failed === 0) problems.push(`${runner.name}: the runner itself failed (status ${code})`)
}

function spawned(args, env) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    const forward = (signal) => child.kill(signal)
    process.on('SIGINT', forward).on('SIGTERM', forward)
    child.once('error', () => resolve(1))
    child.once('close', (code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward)
      resolve(code ?? 1)
    })
  })
}

function readCounts(runner, report) {
  try {
    return { passed: 0, failed: 0, skipped: 0, ...runner.counts(JSON.parse(readFileSync(report, 'utf8'))) }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

function vitestCounts(report) {
  // A file that cannot be loaded fails without a test of its own.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

function isOfWidgets(file) {
  return `${file}/`.startsWith('test/widgets/')
}

/** A folder means every test below it. */
function filesOf(path) {
  try {
    readdirSync(join(root, path))
    return `${path}/**/*.test.ts`
  } catch {
    return path
  }
}
