/**
 * The widgets in a browser whose processor is slowed down four times, as a telephone of the middle class is beside the
 * machine of a developer: how soon the Upload Widget can be used, and how long its page stands still while 500
 * photographs are queued and sent to a real server.
 *
 *   npm run bench -- --widgets                 writes widgets/docs/benchmark.md
 *   npm run bench -- --widgets --files 50      another number of files; writes nothing
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { browserLaunchOptions } from '../../../.ci/browser.mjs'
import { CLOUD } from '../../support/upload-stack.ts'
import { startTintype } from '../table/tintype-server.ts'
import { blocking, watchFromTheStart } from './blocking.ts'
import { type WidgetFigures, widgetPage } from './page.ts'

const SLOWER = 4
const STARTS = 7
const { values } = parseArgs({
  options: {
    widgets: { type: 'boolean' },
    files: { type: 'string', default: '500' },
    write: { type: 'string' },
  },
})
const count = Number(values.files)
if (!Number.isSafeInteger(count) || count < 1)
  throw new Error(`Invalid --files: got ${JSON.stringify(values.files)}, expected a whole number from 1`)

const folder = mkdtempSync(join(tmpdir(), 'tintype-bench-widgets-'))
const server = await startTintype(join(folder, 'data'))
const host = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end(`<!doctype html><title>Benchmark</title>
<script src="${server.base}/widgets/upload-widget/latest/global/all.js"></script>
<tintype-upload-widget cloud-name="${CLOUD}" upload-preset="getting_started" inline></tintype-upload-widget>`)
})
await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
const browser = await chromium.launch(await browserLaunchOptions())
try {
  const starts: WidgetFigures['starts'][number][] = []
  for (let round = 0; round <= STARTS; round++) {
    const start = await measureStart(browser)
    // The first one fills the caches of the machine.
    if (round > 0) starts.push(start)
  }
  const page = widgetPage({ slower: SLOWER, starts, queue: await measureQueue(browser) })
  process.stdout.write(page)
  if (values.write !== undefined) writeFileSync(values.write, page)
} finally {
  await browser.close()
  host.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

/** A visitor who was never here: nothing is in the cache of the browser. */
async function measureStart(browser: Browser): Promise<WidgetFigures['starts'][number]> {
  const page = await opened(browser)
  const interactiveMs = await page.evaluate(async () => {
    await customElements.whenDefined('tintype-upload-widget')
    const widget = document.querySelector('tintype-upload-widget') as HTMLElement & { updateComplete: Promise<unknown> }
    while (!widget.shadowRoot?.querySelector('input[type=file]')) await widget.updateComplete
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now()
  })
  const { totalMs } = await blocking(page)
  await page.context().close()
  return { interactiveMs, blockingMs: totalMs }
}

async function measureQueue(browser: Browser): Promise<WidgetFigures['queue']> {
  const paths = await photographs()
  const page = await opened(browser)
  const input = page.locator('tintype-upload-widget input[type=file]').first()
  await input.waitFor({ state: 'attached' })
  const ended = page.evaluate(
    () =>
      new Promise<{ queuedMs: number; endedMs: number; failed: number }>((resolve) => {
        const widget = document.querySelector('tintype-upload-widget') as HTMLElement
        let began = 0
        let queuedMs = 0
        widget.addEventListener('tintype-upload-added', () => {
          began ||= performance.now()
        })
        widget.addEventListener('tintype-upload-queue-start', () => {
          queuedMs = performance.now() - began
        })
        widget.addEventListener('tintype-upload-queue-end', (event) => {
          const { files } = (event as CustomEvent<{ files: { failed: boolean }[] }>).detail
          const failed = files.filter((file) => file.failed).length
          resolve({ queuedMs, endedMs: performance.now() - began, failed })
        })
      }),
  )
  await blocking(page)
  await input.setInputFiles(paths)
  const { queuedMs, endedMs, failed } = await ended
  if (failed > 0) throw new Error(`${failed} of ${count} files were not uploaded`)
  const { totalMs, longestTaskMs, longestFrameMs } = await blocking(page)
  await page.context().close()
  return { files: count, queuedMs, endedMs, blockingMs: totalMs, longestTaskMs, longestFrameMs }
}

async function opened(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 412, height: 915 } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await watchFromTheStart(page)
  await page.goto(address)
  return page
}

/** Of one megapixel, each with bytes of its own. */
async function photographs(): Promise<readonly string[]> {
  mkdirSync(join(folder, 'files'))
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const picture = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#808080', noise } })
    .blur(4)
    .jpeg({ quality: 80 })
    .toBuffer()
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, 'files', `photo-${index + 1}.jpg`)
    writeFileSync(path, Buffer.concat([picture, randomBytes(8)]))
    return path
  })
}
