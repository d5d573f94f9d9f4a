/** The reference of the API in a real browser: found, read and tried on the server that it describes. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { browserLaunchOptions } from '../../.ci/browser.mjs'
import { OPERATIONS } from '../../server/contract/operations.ts'
import { startServer, type TestServer } from '../support/server.ts'

const axe = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'))
const SHOTS =
  process.env.JOURNEY_SCREENSHOTS === '1'
    ? fileURLToPath(new URL('../../test-results/reference/', import.meta.url))
    : null

describe('the reference', { timeout: 60_000 }, () => {
  let server: TestServer
  let browser: Browser
  let page: Page
  const troubles: string[] = []

  beforeAll(async () => {
    server = await startServer()
    browser = await chromium.launch(await browserLaunchOptions())
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  afterEach(async () => {
    await page?.close()
    expect(troubles.splice(0)).toEqual([])
  })

  async function open(fragment = '', options: { width?: number; colorScheme?: 'light' | 'dark' } = {}): Promise<void> {
    const { width = 1280, colorScheme = 'light' } = options
    page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('40')) troubles.push(message.text())
    })
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(`${server.url}/`)) troubles.push(`a request to ${request.url()}`)
    })
    await page.goto(`${server.url}/docs${fragment}`)
  }

  async function shot(name: string): Promise<void> {
    if (SHOTS !== null) await page.screenshot({ path: `${SHOTS}${name}.png` })
  }

  it('finds an operation by what one remembers of it', async () => {
    await open()

    expect(await page.locator('.operation').count()).toBeGreaterThanOrEqual(OPERATIONS.length)
    await page.getByLabel('Find an operation').fill('delete preset')

    await expect.poll(() => page.locator('.operation:visible').count()).toBe(1)
    expect(await page.locator('.operation:visible .path').textContent()).toContain('/upload_presets/{name}')
    await page.getByLabel('Find an operation').fill('nothing like that')
    await expect.poll(() => page.locator('#nothing').isVisible()).toBe(true)
    await shot('empty')
  })

  it('opens the operation that its address names', async () => {
    await open('#upload_presets.create')

    expect(await page.locator('[id="upload_presets.create"]').evaluate((element) => element.hasAttribute('open'))).toBe(
      true,
    )
    await shot('operation')
  })

  it('sends a request with the typed key and shows the answer and how to repeat it, by keyboard alone', async () => {
    await open('#upload_presets.create')
    await page.getByLabel('API key').first().fill(server.apiKey)
    await page.getByLabel('API secret').first().fill(server.apiSecret)
    const operation = page.locator('[id="upload_presets.create"]')
    await operation.getByLabel('name', { exact: false }).first().fill('from-the-page')
    await page.keyboard.press('Enter')

    await expect.poll(() => operation.locator('.status').textContent()).toMatch(/^200 in \d+ ms, request [0-9a-f]{32}$/)
    expect(JSON.parse((await operation.locator('.response code').textContent()) ?? '')).toMatchObject({
      message: 'created',
      name: 'from-the-page',
    })
    const command = await operation.locator('.command code').textContent()
    expect(command).toBe(
      `curl -X POST -u "$API_KEY:$API_SECRET" --data-urlencode 'name=from-the-page' '${server.url}/v1_1/${server.cloudName}/upload_presets'`,
    )
    expect(command).not.toContain(server.apiSecret)
    await shot('answer')
  })

  it('uploads a file', async () => {
    await open('#assets.upload_auto')
    await page.getByLabel('API key').first().fill(server.apiKey)
    await page.getByLabel('API secret').first().fill(server.apiSecret)
    const operation = page.locator('[id="assets.upload_auto"]')
    await operation.locator('input[type="file"]').setInputFiles({
      name: 'note.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('a note'),
    })
    await operation.getByRole('button', { name: 'Send' }).click()

    await expect.poll(() => operation.locator('.status').textContent()).toMatch(/^200/)
    expect(await operation.locator('.response code').textContent()).toContain('"resource_type": "raw"')
  })

  it('says what the server refuses', async () => {
    await open('#environment.ping')
    const operation = page.locator('.operation', { hasText: '/ping' }).first()
    await operation.evaluate((element) => element.setAttribute('open', ''))
    await operation.getByRole('button', { name: 'Send' }).click()

    await expect.poll(() => operation.locator('.status').textContent()).toMatch(/^401/)
    expect(await operation.locator('.response code').textContent()).toContain('Missing credentials')
  })

  it.each([
    { width: 1280, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' },
    { width: 375, colorScheme: 'light' },
  ] as const)('is accessible and fits at $width px, $colorScheme', async (options) => {
    await open('#upload_presets.create', options)
    await shot(`${options.width}-${options.colorScheme}`)

    // As a script of the debugger: the page's own policy allows no inline script.
    await page.evaluate(readFileSync(axe, 'utf8'))
    const violations = await page.evaluate(async () => {
      const { violations } = await (
        globalThis as never as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      ).axe.run()
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
    expect(violations).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  })
})
