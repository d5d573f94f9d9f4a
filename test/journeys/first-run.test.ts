/**
 * The first ten minutes of a site owner: start the server by its command, open the page it prints, upload, look at the
 * pictures, change one, copy the code. A real browser, the real launcher, nothing between them but a connection that
 * breaks where that is the point. `JOURNEY_SCREENSHOTS=1` keeps pictures of each step in `test-results/`.
 */
import { createHash, randomFillSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserLaunchOptions } from '../../.ci/browser.mjs'
import { type CuttingProxy, cuttingProxy } from '../support/cutting-proxy.ts'
import { startTintype, type TintypeProcess } from '../support/tintype-process.ts'

const LONG = process.env.TINTYPE_LONG === '1'
/** Cut half-way. More than one part of an upload in parts either way. */
const LARGE_BYTES = LONG ? 200_000_000 : 45_000_000
const SHOTS =
  process.env.JOURNEY_SCREENSHOTS === '1'
    ? fileURLToPath(new URL('../../test-results/first-run', import.meta.url))
    : null
const axe = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'))

describe('the first run', { timeout: LONG ? 600_000 : 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-journey-'))
  let server: TintypeProcess
  let base: string
  let proxy: CuttingProxy
  let browser: Browser
  let page: Page
  const troubles: string[] = []

  beforeAll(async () => {
    server = startTintype(['serve', '--port', '0', '--data', join(folder, 'data')])
    const [, url = ''] = await server.saw(/Open this page\s+(http:\S+)\//)
    base = url
    proxy = await cuttingProxy(Number(new URL(base).port))
    browser = await chromium.launch(await browserLaunchOptions())
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await proxy?.close()
    server?.child.kill('SIGTERM')
    const ended = await server?.finished
    expect(ended?.stderr).toBe('')
    expect(ended?.code).toBe(0)
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    troubles.length = 0
    page = await open(base, 1280, 'light')
  })
  afterEach(() => page?.close())

  it.each([
    ['a photograph of 12 megapixels', 'photo.jpg', photograph],
    ['a transparent PNG', 'badge.png', transparent],
    ['an animated GIF', 'pulse.gif', animated],
    ['an SVG', 'drawing.svg', drawing],
  ])('takes %s and gives it back in every form', async (_name, name, make) => {
    await upload(name, await make())

    await page.waitForFunction(
      (count) => document.querySelectorAll('.variant img[data-state="shown"]').length === count,
      6,
    )
    await page.waitForSelector('.live[data-state="shown"]')
    await page.waitForFunction(() => (document.querySelector('#original') as HTMLImageElement).naturalWidth > 0)
    expect(await page.locator('#panel-0 code').textContent()).toContain('/widgets/upload-widget/latest/global/all.js')
    await shot(name)
    expect(troubles).toEqual([])
  })

  it('shows what a changed transformation makes, and what is wrong with a mistaken one', async () => {
    await page.click('#sample')
    await page.waitForSelector('.live[data-state="shown"]')

    await page.fill('#chain', 'c_fill,h_90,w_120/e_grayscale/f_png')
    await page.waitForFunction(() => document.querySelector('#live-note')?.textContent?.startsWith('PNG, 120 × 90'))
    await page.fill('#chain', 'c_fill,w_wide')
    await page.waitForSelector('#chain[aria-invalid="true"]')

    expect(await page.locator('#chain-note').textContent()).toContain('wide')
    expect(await page.locator('#live-link').textContent()).toContain('/demo/image/upload/c_fill,w_wide/')
    // The mistake itself is a failed request, which Chromium reports.
    expect(troubles.filter((trouble) => !trouble.includes('400'))).toEqual([])
  })

  it(`resumes a file of ${LARGE_BYTES / 1e6} MB whose connection breaks half-way, and keeps it bit for bit`, async () => {
    const content = randomFillSync(Buffer.alloc(LARGE_BYTES))
    const path = join(folder, 'large.bin')
    writeFileSync(path, content)
    await page.close()
    page = await open(proxy.url, 1280, 'light')

    proxy.cutAfter(LARGE_BYTES / 2)
    await page.locator('tintype-upload-widget input[type=file]').first().setInputFiles(path)
    await page.waitForSelector('body[data-arrived]', { timeout: LONG ? 400_000 : 100_000 })

    expect(proxy.cuts()).toBe(1)
    const [type, publicId] = (await page.locator('body').getAttribute('data-arrived'))?.split(' ') ?? []
    const stored = await fetch(`${base}/demo/${type}/upload/${publicId}`)
    expect(digest(Buffer.from(await stored.arrayBuffer()))).toBe(digest(content))
  })

  it.each([
    ['wide', 1280, 'light'],
    ['wide', 1280, 'dark'],
    ['narrow', 375, 'light'],
    ['narrow', 375, 'dark'],
  ] as const)(
    'is readable %s (%i pixels) and %s: nothing overflows, axe finds nothing',
    async (name, width, scheme) => {
      await page.close()
      page = await open(base, width, scheme)
      await shot(`empty-${name}-${scheme}`)
      await page.click('#sample')
      await page.waitForFunction(() => document.querySelectorAll('.variant img[data-state="shown"]').length === 6)
      await page.waitForSelector('.live[data-state="shown"]')
      await shot(`done-${name}-${scheme}`)

      // Through the debugger, so that the policy of the page does not matter.
      const session = await page.context().newCDPSession(page)
      await session.send('Runtime.evaluate', { expression: readFileSync(axe, 'utf8') })
      const { result } = await session.send('Runtime.evaluate', {
        expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', '))))`,
        awaitPromise: true,
        returnByValue: true,
      })

      expect(JSON.parse(String(result.value))).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
      expect(troubles).toEqual([])
    },
  )

  it('can be gone through by keyboard alone', async () => {
    await focusByTab('#sample')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.live[data-state="shown"]')
    await focusByTab('.variant >> nth=2')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => (document.querySelector('#chain') as HTMLInputElement).value.includes('e_sepia'))
    await focusByTab('#tab-0')
    await page.keyboard.press('ArrowRight')

    expect(await page.locator('#panel-1').isVisible()).toBe(true)
    expect(await page.locator('#tab-1').getAttribute('aria-selected')).toBe('true')
  })

  async function open(url: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const opened = await context.newPage()
    opened.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text())
    })
    opened.on('pageerror', (error) => troubles.push(error.message))
    opened.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol.startsWith('http') && origin !== new URL(url).origin) troubles.push(`foreign: ${request.url()}`)
    })
    await opened.goto(`${url}/`)
    await opened.waitForSelector('body[data-widget="ready"]')
    return opened
  }

  async function upload(name: string, content: Buffer): Promise<void> {
    const path = join(folder, name)
    writeFileSync(path, content)
    await page.locator('tintype-upload-widget input[type=file]').first().setInputFiles(path)
    await page.waitForSelector('body[data-arrived]', { timeout: 60_000 })
  }

  async function focusByTab(selector: string): Promise<void> {
    const wanted = page.locator(selector)
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab')
      if (await wanted.evaluate((element) => element === document.activeElement)) return
    }
    throw new Error(`Tab does not reach ${selector}`)
  }

  async function shot(name: string): Promise<void> {
    if (SHOTS === null) return
    mkdirSync(SHOTS, { recursive: true })
    await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
  }
})

function digest(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** 12.6 megapixels of noise in bands: nothing a decoder could skip. */
function photograph(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width: 4200, height: 3000, channels: 3, background: '#808080', noise } })
    .blur(3)
    .jpeg({ quality: 90 })
    .toBuffer()
}

function transparent(): Promise<Buffer> {
  return sharp(Buffer.from(SHAPE)).resize(800).png().toBuffer()
}

async function drawing(): Promise<Buffer> {
  return Buffer.from(SHAPE)
}

async function animated(): Promise<Buffer> {
  const frames = ['#803010', '#308010', '#103080'].map((fill) =>
    sharp(Buffer.from(SHAPE.replace('#8f4a1d', fill))).png(),
  )
  const pictures = await Promise.all(frames.map((frame) => frame.toBuffer()))
  return sharp(pictures, { join: { animated: true } })
    .gif({ delay: [100, 100, 100], loop: 0 })
    .toBuffer()
}

const SHAPE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><circle cx="200" cy="150" r="120" fill="#8f4a1d"/></svg>'
