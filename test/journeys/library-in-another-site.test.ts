/**
 * Statements 7 and 28 of the Media Library, as a visitor of another site meets them: the page and the server are different
 * sites, the browser blocks the cookies of third parties, and the identity provider is a real one on this machine.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { browserLaunchOptions } from '../../.ci/browser.mjs'
import { operationNamed } from '../server/contract/examples/world.ts'
import { type Forwarder, startForwarder } from '../support/forwarder.ts'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  startIdentityProvider,
  type TestIdentityProvider,
} from '../support/identity-provider.ts'
import { callOperation, provisioningCredential } from '../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../support/prepared-folder.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { buildWhenStale } from '../widgets/support/current-build.js'

const CLOUD = 'demo'
const KEY = '555555555555555'
const SECRET = `secret-of-${KEY}`
const EMAIL = 'ada@example.com'

describe('the Media Library in the page of another site', { timeout: 120_000 }, () => {
  let site: Server
  let host: string
  let forwarder: Forwarder
  let provider: TestIdentityProvider
  let server: TestServer
  let browser: Browser
  let context: BrowserContext | undefined
  /** Of requests of the page to the server. */
  let carried: (string | undefined)[] = []

  beforeAll(async () => {
    buildWhenStale()
    site = createServer((request, response) =>
      answerOfSite(request, (type, body, headers) => {
        response.writeHead(200, { 'content-type': type, ...headers }).end(body)
      }),
    )
    await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
    // A name of its own: 127.0.0.1 with another port would be the same site to a browser.
    host = `http://cms.localhost:${(site.address() as AddressInfo).port}`
    forwarder = await startForwarder()
    provider = await startIdentityProvider(`${forwarder.url}/widgets/v1/identity`)
    const folder = await preparedFolder(async ({ environments, accessKeys }) => {
      const environment = environmentRow(CLOUD)
      await environments.insert({ ...environment, settings: { ...environment.settings, widgetOrigins: [host] } })
      await accessKeys.insert(accessKeyRow(environment, { apiKey: KEY }))
    })
    server = await startServer({
      folder,
      removesFolder: true,
      settings: {
        publicUrl: forwarder.url,
        oidcIssuer: provider.issuer,
        oidcClientId: CLIENT_ID,
        oidcClientSecret: CLIENT_SECRET,
      },
    })
    forwarder.to(server.port)
    const parameters = { name: 'Ada', email: EMAIL, role: 'media_library_admin' }
    const credential = provisioningCredential(server.account)
    await callOperation(server, operationNamed('provisioning.users.create'), { parameters }, credential)
    provider.invite({ subject: 'ada', email: EMAIL, isVerified: true })
    await upload('harbour')
    browser = await chromium.launch(await browserLaunchOptions())
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await provider?.close()
    await forwarder?.close()
    await new Promise<void>((done) => site.close(() => done()))
  })
  afterEach(async () => {
    await context?.close()
  })

  it('28: works with third-party cookies blocked: signs in, browses and inserts, and carries no cookie', async () => {
    const page = await open({ ...signed('guest@example.com'), use_saml: false })

    await page.locator('[data-public-id=harbour]').click()
    await page.locator('[part~=insert-button]').click()

    await page.waitForFunction(() => Reflect.get(window, 'inserted')?.length === 1)
    expect(carried.length).toBeGreaterThan(4)
    expect(carried.filter(Boolean)).toEqual([])
    expect(await context?.cookies()).toEqual([])
  })

  it('28: in such a page other sites have no cookies indeed; without the blocking they would have', async () => {
    expect(await cookieOfThirdParty({ isBlocked: true })).toBe('none')
    await context?.close()
    expect(await cookieOfThirdParty({ isBlocked: false })).toBe('probe=1')
  })

  it('7: use_saml opens a window of the server, which goes to the provider, comes back and signs the page in', async () => {
    const page = await open({ use_saml: true }, { isClosed: true })
    const opening = context?.waitForEvent('page') as Promise<Page>
    await page.evaluate(() => Reflect.get(window, 'ml').show())
    const popup = await opening
    await popup.getByRole('link', { name: 'ada' }).click()

    await page.locator('[data-public-id=harbour]').waitFor()
    const identities = await page.evaluate(() => Reflect.get(window, 'identities'))
    expect(identities).toMatchObject([{ email: EMAIL, role: 'media_library_admin', authorized: true }])
    await expect.poll(() => popup.isClosed()).toBe(true)
    // The window had a cookie of the server, as first party, while it waited for the provider; the page never had.
    expect(carried.filter(Boolean)).toEqual([])
  })

  it('7: a window that is closed before its end is told, and can be opened again', async () => {
    const page = await open({ use_saml: true }, { isClosed: true })
    const opening = context?.waitForEvent('page') as Promise<Page>
    await page.evaluate(() => Reflect.get(window, 'ml').show())
    const popup = await opening
    await popup.getByRole('link', { name: 'ada' }).waitFor()
    await popup.close()

    const again = context?.waitForEvent('page') as Promise<Page>
    await page.locator('[part~=login-sso]:not([disabled])').click()
    await (await again).getByRole('link', { name: 'ada' }).click()

    await page.locator('[data-public-id=harbour]').waitFor()
  })

  /** The page of the site, with the library shown unless it is left to the test. */
  async function open(options: object, { isClosed = false } = {}): Promise<Page> {
    const page = await newPage({ isBlocked: true })
    carried = []
    page.on('request', async (request) => {
      if (request.url().startsWith(forwarder.url)) carried.push((await request.allHeaders()).cookie)
    })
    await page.goto(`${host}/?base=${encodeURIComponent(forwarder.url)}`)
    await page.evaluate(
      ([made, shown]) => {
        const { cloudinary } = window as never as { cloudinary: Record<string, (...parameters: object[]) => object> }
        const heard = { inserted: undefined, identities: [] as object[] }
        Object.assign(window, heard)
        const handlers = {
          insertHandler: (data: { assets: object[] }) => Object.assign(window, { inserted: data.assets }),
          identityHandler: (data: object) => heard.identities.push(data),
        }
        const ml = cloudinary[shown ? 'openMediaLibrary' : 'createMediaLibrary']?.(made, handlers)
        Object.assign(window, { ml })
      },
      [{ cloud_name: CLOUD, ...options }, !isClosed] as const,
    )
    return page
  }

  async function newPage({ isBlocked }: { readonly isBlocked: boolean }): Promise<Page> {
    context = await browser.newContext()
    const page = await context.newPage()
    // As the setting of browsers does it.
    if (isBlocked) {
      const devtools = await context.newCDPSession(page)
      await devtools.send('Network.enable')
      await devtools.send('Network.setCookieControls', { enableThirdPartyCookieRestriction: true })
    }
    return page
  }

  /** What a site gets back of a cookie that it sets in the page of another. */
  async function cookieOfThirdParty(how: { readonly isBlocked: boolean }): Promise<string> {
    const page = await newPage(how)
    await page.goto(`${host}/?base=${encodeURIComponent(forwarder.url)}`)
    const other = `http://127.0.0.1:${(site.address() as AddressInfo).port}/probe`
    return page.evaluate(async (address) => {
      await fetch(address, { credentials: 'include' })
      return (await fetch(address, { credentials: 'include' })).text()
    }, other)
  }

  function signed(username: string): object {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHash('sha256')
      .update(`cloud_name=${CLOUD}&timestamp=${timestamp}&username=${username}${SECRET}`)
      .digest('hex')
    return { username, timestamp, signature, api_key: KEY }
  }

  async function upload(publicId: string): Promise<void> {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHash('sha1').update(`public_id=${publicId}&timestamp=${timestamp}${SECRET}`).digest('hex')
    const form = new FormData()
    const fields = { public_id: publicId, timestamp, signature, api_key: KEY }
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const picture = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#7aa' } })
      .png()
      .toBuffer()
    form.set('file', new Blob([new Uint8Array(picture)]), `${publicId}.png`)
    const response = await fetch(`${server.url}/v1_1/${CLOUD}/image/upload`, { method: 'POST', body: form })
    expect(response.status).toBe(200)
  }
})

/** The site's page; and, asked by another name, a third party that would like to set a cookie. */
function answerOfSite(
  { url = '/', headers }: IncomingMessage,
  give: (type: string, body: string, more: Record<string, string>) => void,
): void {
  if (url.startsWith('/probe')) {
    give('text/plain', headers.cookie ?? 'none', {
      'set-cookie': 'probe=1; SameSite=None; Secure',
      'access-control-allow-origin': headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
    })
    return
  }
  const base = new URL(url, 'http://localhost').searchParams.get('base')
  give(
    'text/html',
    `<!doctype html><title>A site</title><script src="${base}/widgets/media-library/global/all.js"></script>`,
    {},
  )
}
