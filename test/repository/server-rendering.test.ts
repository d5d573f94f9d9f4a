/**
 * Pages of React with both widgets and `CldUploadWidget`, rendered by a server without a browser, as Next.js does it, and
 * taken over in Chromium: React has to find there what it would have rendered itself. Its development build says when not.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserLaunchOptions } from '../../.ci/browser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'test/widgets/frameworks')
const ofReact18 = (name: string): string => join(folder, 'react-18/node_modules', name)
const ALIASES = { 18: { react: ofReact18('react'), 'react-dom': ofReact18('react-dom') }, 19: {} } as const

// Each has to be bundled twice, which takes ten seconds.
const VERSIONS = process.env.TINTYPE_LONG ? ([18, 19] as const) : ([19] as const)

describe.each(VERSIONS)('a page rendered by a server with React %s', (version) => {
  const made = mkdtempSync(join(tmpdir(), 'tintype-rendering-'))
  let html: string
  let host: Server
  let browser: Browser

  beforeAll(async () => {
    const rendered = join(made, 'rendered.mjs')
    writeFileSync(rendered, await bundled('rendered', true))
    html = ((await import(rendered)) as { html(): string }).html()
    const script = await bundled('hydrated', false)
    host = createServer(({ url }, response) => {
      const isScript = url === '/page.js'
      const page = `<!doctype html><html lang="en"><title>t</title><div id="root">${html}</div><script type="module" src="/page.js"></script>`
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
      response.end(isScript ? script : page)
    })
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    browser = await chromium.launch(await browserLaunchOptions())
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    host?.close()
    host?.closeAllConnections()
    rmSync(made, { recursive: true, force: true })
  })

  it('has the elements with what attributes can say, and the button of the page', () => {
    expect(html).toMatch(/<tintype-upload-widget [^>]*cloud-name="demo"/)
    expect(html).toMatch(/<tintype-media-library [^>]*username="ada@example.com"/)
    expect(html).toMatch(/<button type="button" disabled="">Upload<\/button>/)
    expect(html).not.toMatch(/\[object Object\]|undefined/)
  })

  it.each([
    ['', 'elements that React registers'],
    ['?early', 'elements that are drawn already'],
  ])('is taken over without a difference, and works: %s %s', async (query) => {
    const page = await browser.newPage()
    const said: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && /hydrat|did not match|didn't match|Warning:/i.test(message.text()))
        said.push(message.text())
    })
    page.on('pageerror', (error) => said.push(error.message))
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/${query}`)

    const upload = page.locator('main > tintype-upload-widget')
    await upload.locator('input[type=file]').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Upload', exact: true }).click()
    await page.locator('body > tintype-upload-widget').locator('dialog[open]').waitFor()

    expect(await page.evaluate(() => (window as unknown as { recovered: string[] }).recovered)).toEqual([])
    expect(said).toEqual([])
    expect(
      await page.locator('tintype-media-library').evaluate((node) => (node as unknown as { folder: unknown }).folder),
    ).toEqual({ path: 'press' })
    await page.close()
  })

  async function bundled(name: string, isServer: boolean): Promise<string> {
    const output = await build({
      configFile: false,
      root,
      logLevel: 'error',
      resolve: {
        alias: ALIASES[version],
        conditions: ['tintype-source', 'module', ...(isServer ? ['node'] : ['browser']), 'development'],
      },
      define: { 'process.env.NODE_ENV': '"development"' },
      ssr: { noExternal: true, resolve: { conditions: ['tintype-source', 'node', 'module', 'development'] } },
      build: {
        write: false,
        minify: false,
        target: 'es2022',
        ...(isServer
          ? { ssr: `${folder}/react/${name}.tsx` }
          : { lib: { entry: `${folder}/react/${name}.tsx`, formats: ['es'], fileName: 'page' } }),
        rolldownOptions: { output: { codeSplitting: false } },
      },
    })
    const [first] = [output].flat() as { output: { code: string }[] }[]
    return first?.output[0]?.code ?? ''
  }
})
