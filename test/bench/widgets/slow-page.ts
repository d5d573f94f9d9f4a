/** A page of a site with a widget on it, in a browser whose processor is slowed down. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { watchFromTheStart } from './blocking.ts'

export interface Site {
  readonly address: string
  close(): void
}

/** A site whose every page is this. */
export async function site(html: string): Promise<Site> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><title>Benchmark</title>${html}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}

export interface Visitor {
  /** How many times the processor is slowed down. */
  readonly slower: number
  readonly width: number
  readonly height: number
  /** Before the page is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>
}

/** A visitor who was never here: nothing is in the cache of the browser. Close its context afterwards. */
export async function opened(browser: Browser, address: string, visitor: Visitor): Promise<Page> {
  const { slower, width, height, prepare } = visitor
  const context = await browser.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await watchFromTheStart(page)
  await prepare?.(page)
  await page.goto(address)
  return page
}
