/**
 * A large upload that is cut five times: by the network, by a reload of the tab, by a kill of the server, by going offline
 * and by closing the tab. The real launcher, a real browser with a profile of its own, and a connection between them that
 * stops at a known byte, so that every cut comes in the middle of a part.
 */
import { createHash, randomFillSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browserLaunchOptions } from '../../.ci/browser.mjs'
import { type CuttingProxy, cuttingProxy } from '../support/cutting-proxy.ts'
import { startTintype, type TintypeProcess } from '../support/tintype-process.ts'
import { API_KEY, API_SECRET } from '../support/upload-stack.ts'

const LONG = process.env.TINTYPE_LONG === '1'
/** Four parts of 20 MB are the fewest in which each cut finds something new to lose. */
const BYTES = LONG ? 500_000_000 : 70_000_000
const PATIENCE = LONG ? 300_000 : 60_000
const folder = mkdtempSync(join(tmpdir(), 'tintype-five-cuts-'))
const environment = {
  TINTYPE_CLOUD_NAME: 'demo',
  TINTYPE_API_KEY: API_KEY,
  TINTYPE_API_SECRET: API_SECRET,
}

let server: TintypeProcess
let port: number
let proxy: CuttingProxy
let context: BrowserContext

beforeAll(async () => {
  port = await start(0)
  proxy = await cuttingProxy(port)
  context = await chromium.launchPersistentContext(join(folder, 'profile'), await browserLaunchOptions())
}, 120_000)
afterAll(async () => {
  await context?.close()
  await proxy?.close()
  server?.child.kill('SIGTERM')
  expect((await server?.finished)?.code).toBe(0)
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

it(`${BYTES / 1e6} MB that are cut five times become one asset with every byte`, {
  timeout: 3 * PATIENCE,
}, async () => {
  const path = join(folder, 'film.bin')
  const digest = await randomFile(path)
  const share = Math.floor(BYTES / 8)
  let page = await opened()

  const firstHold = proxy.holdAfter(share)
  await page.locator('tintype-upload-widget input[type=file]').first().setInputFiles(path)
  await firstHold
  const secondHold = cutNetwork(share)
  await secondHold

  await page.reload()
  const thirdHold = goOnAfterHold(share)
  await resume(page)
  await thirdHold

  server.child.kill('SIGKILL')
  await server.finished
  const fourthHold = goOnAfterHold(share)
  await start(port)
  await fourthHold

  await context.setOffline(true)
  proxy.release()
  await page.locator('tintype-upload-widget').getByText('offline').first().waitFor()
  const fifthHold = proxy.holdAfter(share)
  await context.setOffline(false)
  await fifthHold

  await page.close()
  proxy.release()
  page = await opened()
  await resume(page)
  await page.waitForSelector('body[data-arrived]', { timeout: PATIENCE })

  const [type, publicId] = (await page.locator('body').getAttribute('data-arrived'))?.split(' ') ?? []
  const stored = await fetch(`http://127.0.0.1:${port}/demo/${type}/upload/${publicId}`)
  const hash = createHash('sha256')
  for await (const part of stored.body ?? []) hash.update(part)
  expect(hash.digest('hex')).toBe(digest)
  expect(await assets()).toEqual([{ public_id: publicId, bytes: BYTES }])
})

async function start(wanted: number): Promise<number> {
  server = startTintype(['serve', '--port', String(wanted), '--data', join(folder, 'data')], { env: environment })
  const [, listening = ''] = await server.saw(/Open this page\s+http:\S+:(\d+)\//)
  return Number(listening)
}

async function opened(): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${proxy.url}/`)
  await page.waitForSelector('body[data-widget="ready"]')
  return page
}

/** Everything breaks now; the widget goes on by itself, up to the next hold. */
function cutNetwork(share: number): Promise<void> {
  proxy.cutNow()
  return goOnAfterHold(share)
}

function goOnAfterHold(share: number): Promise<void> {
  const held = proxy.holdAfter(share)
  proxy.release()
  return held
}

async function resume(page: Page): Promise<void> {
  await page.waitForSelector('body[data-widget="ready"]')
  await page.locator('tintype-upload-widget [part~=resume-interrupted]').click()
}

async function assets(): Promise<unknown> {
  const authorization = `Basic ${Buffer.from(`${API_KEY}:${API_SECRET}`).toString('base64')}`
  const answer = await fetch(`http://127.0.0.1:${port}/v1_1/demo/resources/raw`, { headers: { authorization } })
  const { resources } = (await answer.json()) as { resources: { public_id: string; bytes: number }[] }
  return resources.map(({ public_id, bytes }) => ({ public_id, bytes }))
}

/** Its digest. */
async function randomFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'w')
  const part = Buffer.alloc(10_000_000)
  for (let written = 0; written < BYTES; written += part.length) {
    randomFillSync(part)
    await file.write(part)
    hash.update(part)
  }
  await file.close()
  return hash.digest('hex')
}
