/**
 * Runs `test/widgets/**` in real Chromium. Sources are compiled file by file; `@tintype/server/...` is found by our own
 * export condition. `WTR_COUNTS_FILE` names a file for the counts, which the root test script adds up.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { defaultReporter } from '@web/test-runner'
import { playwrightLauncher } from '@web/test-runner-playwright'
import { browserLaunchOptions } from '../.ci/browser.mjs'
import { startBackend } from './widgets/support/backend.js'
import { bundledPackages } from './widgets/support/bundled-packages.js'
import { buildWhenStale } from './widgets/support/current-build.js'
import { frameworkPages } from './widgets/support/framework-pages.js'
import { pageCommands } from './widgets/support/page-commands.js'
import { snippetPages } from './widgets/support/snippet-pages.js'
import { strictPolicy } from './widgets/support/strict-policy.js'

const rootDir = fileURLToPath(new URL('..', import.meta.url))
// A camera that shows a moving pattern, a microphone that beeps, a tab to share; nobody is asked for permission.
const PLUGINS = [
  bundledPackages({ '@uppy/core': 'node_modules/@uppy/core/lib/index.js', 'axe-core': 'node_modules/axe-core/axe.js' }),
  pageCommands(),
  frameworkPages(),
]
buildWhenStale()
const backend = await startBackend()
const FAKE_CAMERA = ['--use-fake-device-for-media-stream=display-media-type=browser', '--use-fake-ui-for-media-stream']

export default {
  rootDir,
  files: ['test/widgets/**/*.test.ts'],
  nodeResolve: { exportConditions: ['tintype-source', 'production', 'browser'] },
  middleware: [strictPolicy(backend.settings), snippetPages(backend.settings)],
  plugins: [
    ...PLUGINS,
    widgetSources(),
    englishTexts(),
    workerAddresses(),
    backendSettings(backend),
    esbuildPlugin({ ts: true, json: true, target: 'es2022', tsconfig: `${rootDir}tsconfig.json` }),
  ],
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: await browserLaunchOptions({ args: FAKE_CAMERA }),
      concurrency: 2,
    }),
  ],
  // Patience for a busy machine: alone, the slowest take four seconds.
  testFramework: { config: { timeout: 60_000 } },
  testsFinishTimeout: 300_000,
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter(process.env.WTR_COUNTS_FILE)],
}

/** Tells the pages where the server is, and stops it at the end. */
function backendSettings({ settings, stop }) {
  return {
    name: 'backend-settings',
    serve: ({ path }) => (path === '/__backend__' ? { body: JSON.stringify(settings), type: 'json' } : undefined),
    serverStop: stop,
  }
}

/** As the bundler does it: `import address from './a-worker.ts?worker&url'`. */
function workerAddresses() {
  const isAsked = ({ url }) => url.endsWith('?worker&url')
  return {
    name: 'worker-addresses',
    serve: (context) => (isAsked(context) ? `export default ${JSON.stringify(context.path)}` : undefined),
    resolveMimeType: (context) => (isAsked(context) ? 'js' : undefined),
  }
}

/** The sources of the upload widget in one text, for tests that look for what nobody uses. */
function widgetSources() {
  const folder = join(rootDir, 'widgets/upload-widget')
  const isRead = (name) => name.endsWith('.ts') && !name.startsWith('messages') && name !== 'options.ts'
  const read = () =>
    readdirSync(folder, { recursive: true })
      .filter(isRead)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
  return {
    name: 'widget-sources',
    serve: ({ path }) => (path === '/__sources__' ? { body: read(), type: 'text' } : undefined),
  }
}

/** `/__english__/<widget>.js`: every English text of a widget, those of its parts included, as they are now. */
function englishTexts() {
  return {
    name: 'english-texts',
    serve({ path }) {
      const [, widget] = /^\/__english__\/([\w-]+)\.js$/.exec(path) ?? []
      if (widget === undefined) return undefined
      const files = readdirSync(join(rootDir, `widgets/${widget}/messages`)).filter((name) =>
        /^en(-[\w-]+)?\.ts$/.test(name),
      )
      const imports = files.map((file, index) => `import * as t${index} from '/widgets/${widget}/messages/${file}'`)
      const tables = files.map((_, index) => `...Object.values(t${index})`)
      return { body: `${imports.join('\n')}\nexport const english = Object.assign({}, ${tables})`, type: 'js' }
    },
  }
}

function countReporter(path) {
  return {
    onTestRunFinished({ sessions }) {
      if (!path) return
      const counts = { passed: 0, failed: 0, skipped: 0 }
      for (const session of sessions) {
        const before = counts.failed
        addSuite(session.testResults, counts)
        // A file that does not load has no results at all.
        if (session.passed === false && counts.failed === before) counts.failed += 1
      }
      writeFileSync(path, JSON.stringify(counts))
    },
  }
}

function addSuite(suite, counts) {
  for (const test of suite?.tests ?? []) {
    counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1
  }
  for (const inner of suite?.suites ?? []) addSuite(inner, counts)
}
