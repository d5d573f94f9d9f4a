/** Signatures that become too old: they are made anew before, or once the server has said so. */
import { settings } from '../support/backend-client.ts'
import { same } from '../support/expect.ts'
import { browse, bytes, picture, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: renewing signatures', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(() => page.close())

  it('22: a signature that the server finds too old is asked for again, once', async () => {
    const asked: Record<string, unknown>[] = []
    const uploadSignature = (callback: (answer: object) => void, params: Record<string, unknown>): void => {
      asked.push(params)
      const { timestamp } = params
      const signed = { ...params, timestamp: asked.length === 1 ? Number(timestamp) - 7200 : timestamp }
      void page.backend.sign(signed).then((signature) => callback({ signature, timestamp: signed.timestamp }))
    }
    await browse(
      page.open({ uploadPreset: undefined, apiKey: settings.apiKey, uploadSignature }),
      await picture('a.png'),
    )
    await page.until('success')

    const statuses = (await page.backend.requests()).map(({ status }) => status)
    same([asked.length, statuses, page.infos('error').length], [2, [400, 200], 0])
  })

  it('22: an endpoint signs anew when a part of a file finds its signature too old', async function () {
    this.timeout(60_000)
    const signatureEndpoint = `${page.backend.base}/__sign`
    const times = countCalls(signatureEndpoint)
    await page.backend.rules({ range: 'bytes 6000000-', times: 1, status: 400, message: 'Stale request - too old' })
    const options = { uploadPreset: undefined, apiKey: settings.apiKey, signatureEndpoint, maxChunkSize: 6_000_000 }
    await browse(page.open(options), bytes('large.bin', 7_000_000))
    await page.until('success', 1, 20_000)

    const sent = (await page.backend.requests()).map(({ headers, status }) => `${headers['content-range']} ${status}`)
    same(sent, [
      'bytes 0-5999999/7000000 200',
      'bytes 6000000-6999999/7000000 400',
      'bytes 6000000-6999999/7000000 200',
    ])
    same([times.stop(), page.infos('error').length], [2, 0])
  })

  it('22: a signature that says when it expires is renewed before the next part, and that is not sent', async function () {
    this.timeout(60_000)
    let asked = 0
    const uploadSignature = (callback: (answer: object) => void, params: Record<string, unknown>): void => {
      asked += 1
      const expire = Math.floor(Date.now() / 1000) + (asked === 1 ? 5 : 600)
      void page.backend.sign(params).then((signature) => callback({ signature, expire }))
    }
    const options = { uploadPreset: undefined, apiKey: settings.apiKey, uploadSignature, maxChunkSize: 6_000_000 }
    await browse(page.open(options), bytes('large.bin', 13_000_000))
    await page.until('success', 1, 20_000)

    const requests = await page.backend.requests()
    // Ended too soon for the first part, and good for all of them after that.
    same([asked, requests.length], [2, 3])
    same(
      requests.map(({ fields }) => 'expire' in fields),
      [false, false, false],
    )
  })
})

/** How often the page asks an address, until `stop()`. */
function countCalls(address: string): { stop(): number } {
  const { fetch: asIs } = globalThis
  let count = 0
  globalThis.fetch = (request, init) => {
    if (String(request) === address) count += 1
    return asIs(request, init)
  }
  return {
    stop() {
      globalThis.fetch = asIs
      return count
    },
  }
}
