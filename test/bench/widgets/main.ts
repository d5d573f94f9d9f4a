/**
 * The widgets in a browser whose processor is slowed down four times, as a telephone of the middle class is beside the
 * machine of a developer: how soon the Upload Widget can be used, how long its page stands still while 500 photographs are
 * queued and sent to a real server, and how the Media Library scrolls over a hundred thousand assets.
 *
 *   npm run bench -- --widgets                              writes widgets/docs/benchmark.md
 *   npm run bench -- --widgets --files 50 --assets 2000     other numbers; writes nothing
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { browserLaunchOptions } from '../../../.ci/browser.mjs'
import { CLOUD } from '../../support/upload-stack.ts'
import { seed } from '../database/seed.ts'
import { startTintype } from '../table/tintype-server.ts'
import { measureScrolling } from './media-library.ts'
import { widgetPage } from './page.ts'
import { site } from './slow-page.ts'
import { measureQueue, measureStart, photographs, type Start } from './upload-widget.ts'

const SLOWER = 4
const STARTS = 7
const { values } = parseArgs({
  options: {
    widgets: { type: 'boolean' },
    files: { type: 'string', default: '500' },
    assets: { type: 'string', default: '100000' },
    write: { type: 'string' },
  },
})
const files = wholeNumber('files', values.files)
const assets = wholeNumber('assets', values.assets)
const folder = mkdtempSync(join(tmpdir(), 'tintype-bench-widgets-'))
const data = join(folder, 'data')
const catalogue = join(folder, 'catalogue')
const browser = await chromium.launch(await browserLaunchOptions())
try {
  const { starts, queue } = await uploading()
  mkdirSync(catalogue)
  await (await startTintype(catalogue)).stop()
  await seed({ folder: catalogue, from: 0, to: assets })
  const server = await startTintype(catalogue)
  const scrolls = [
    await measureScrolling(browser, server.base, 1),
    await measureScrolling(browser, server.base, SLOWER),
  ]
  await server.stop()
  const page = widgetPage({ slower: SLOWER, starts, queue, assets, scrolls })
  process.stdout.write(page)
  if (values.write !== undefined) writeFileSync(values.write, page)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

async function uploading() {
  const server = await startTintype(data)
  const host = await site(`<script src="${server.base}/widgets/upload-widget/latest/global/all.js"></script>
<tintype-upload-widget cloud-name="${CLOUD}" upload-preset="getting_started" inline></tintype-upload-widget>`)
  try {
    const starts: Start[] = []
    for (let round = 0; round <= STARTS; round++) {
      const start = await measureStart(browser, host.address, SLOWER)
      // The first one fills the caches of the machine.
      if (round > 0) starts.push(start)
    }
    const paths = await photographs(join(folder, 'files'), files)
    return { starts, queue: await measureQueue(browser, host.address, { slower: SLOWER, paths }) }
  } finally {
    host.close()
    await server.stop()
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new Error(`Invalid --${name}: got ${JSON.stringify(text)}, expected a whole number from 1`)
}
