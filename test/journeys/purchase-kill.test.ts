/**
 * SIGKILL in each step of buying a licence. However often the same order is sent afterwards: one licence is bought, its file
 * becomes one asset, and the order says so. Each step once; with `TINTYPE_LONG=1` ten times.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type KillableServer, startKillableServer } from '../support/killable-server.ts'
import { type ShopStep, type StockShop, startStockShop } from '../support/remote-providers/stock.ts'
import { API_KEY, API_SECRET, CLOUD } from '../support/upload-stack.ts'

const ROUNDS = process.env.TINTYPE_LONG === '1' ? 10 : 1
const PROGRAM = fileURLToPath(new URL('../support/stock-server.ts', import.meta.url))
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const headers = { authorization: `Basic ${Buffer.from(`${API_KEY}:${API_SECRET}`).toString('base64')}` }

/** Where the server dies, and whether the shop then goes on. */
const DEATHS: readonly (readonly [name: string, step: ShopStep, goesOn: boolean])[] = [
  ['before the library is asked to sell', 'plans', false],
  ['while the library has sold nothing, and sells nothing', 'order', false],
  ['while the library has sold nothing, and sells a moment later', 'order', true],
  ['after the library has sold, before its answer', 'sold', false],
  ['while the file comes', 'file', false],
  ['before the file is an asset, or right after', 'sent', true],
]

let folder: string
let shop: StockShop
let server: KillableServer
let orders = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-purchase-'))
  shop = await startStockShop([
    { name: 'a.jpg', folder: null, type: 'image/jpeg', bytes: Buffer.from(PIXEL, 'base64') },
  ])
  shop.state.left = 1000
  server = await start()
}, 60_000)
afterAll(async () => {
  await server?.kill()
  await shop?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

const start = () => startKillableServer(folder, [], { SHOP: `http://${shop.authority}` }, PROGRAM)

for (let round = 1; round <= ROUNDS; round++) {
  it.each(DEATHS)(
    `a server that dies ${round > 1 ? `again (${round}) ` : ''}%s buys once`,
    { timeout: 120_000 },
    async (_, step, goesOn) => {
      const order = `order-of-a-kill-${++orders}`
      const salesBefore = shop.state.sales
      const died = Promise.withResolvers<void>()
      shop.state.onStep = async (reached) => {
        if (reached !== step) return true
        shop.state.onStep = () => true
        if (step === 'sent') await delay(Math.random() * 60)
        await server.kill()
        died.resolve()
        if (goesOn) await delay(300)
        return goesOn
      }

      const [first] = await Promise.all([upload(order).catch(() => null), died.promise])
      server = await start()
      const { asset_id } = await uploaded(order)
      const again = await upload(order)

      expect(first?.status ?? 'cut off').toBe(step === 'sent' && first !== null ? 200 : 'cut off')
      expect(again).toMatchObject({ status: 200, body: { asset_id, existing: true } })
      expect(await ask(`stock_orders/${order}`)).toMatchObject({
        state: 'uploaded',
        asset_id,
        license_id: `L-${order}`,
      })
      expect(shop.state.sales - salesBefore).toBe(1)
      const { resources } = await ask('resources/image?max_results=500')
      expect(resources).toHaveLength(orders)
    },
  )
}

/** As clients do: the same order until there is an answer, after as long as the server says. */
async function uploaded(order: string): Promise<{ readonly asset_id: string }> {
  for (;;) {
    const { status, body, retryAfter } = await upload(order)
    if (status === 200) return body
    expect(body.error, JSON.stringify(body)).toMatchObject({ code: 'LICENCE_PENDING' })
    expect(retryAfter).toBeGreaterThan(0)
    await delay(retryAfter * 1000)
  }
}

async function upload(order: string) {
  const stock_license = JSON.stringify({ library: 'getty', id: 'a.jpg', plan: 'pack', format: 'large', order })
  const response = await fetch(`${server.base}/v1_1/${CLOUD}/image/upload`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ stock_license }),
  })
  const retryAfter = Number(response.headers.get('retry-after'))
  return { status: response.status, body: await response.json(), retryAfter }
}

async function ask(path: string) {
  const response = await fetch(`${server.base}/v1_1/${CLOUD}/${path}`, { headers })
  return response.json()
}
