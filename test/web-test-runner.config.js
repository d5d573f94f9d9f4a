/**
 * Runs `test/widgets/**` in real Chromium. Sources are compiled file by file; `@tintype/server/...` is found by our own
 * export condition. `WTR_COUNTS_FILE` names a file for the counts, which the root test script adds up.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { defaultReporter } from '@web/test-runner'
import { playwrightLauncher } from '@web/test-runner-playwright'
import { browserLaunchOptions } from '../.ci/browser.mjs'

const rootDir = fileURLToPath(new URL('..', import.meta.url))
// A camera that shows a moving pattern and asks for no permission.
const FAKE_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

export default {
  rootDir,
  files: ['test/widgets/**/*.test.ts'],
  nodeResolve: { exportConditions: ['tintype-source', 'production', 'browser'] },
  plugins: [esbuildPlugin({ ts: true, json: true, target: 'es2022', tsconfig: `${rootDir}tsconfig.json` })],
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: await browserLaunchOptions({ args: FAKE_CAMERA }),
      concurrency: 2,
    }),
  ],
  testFramework: { config: { timeout: 20_000 } },
  testsFinishTimeout: 300_000,
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter(process.env.WTR_COUNTS_FILE)],
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
