/** What is known before money is spent, what becomes of orders, and who can look them up. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../../support/api-of-server.ts'
import { type StockShop, startStockShop } from '../../../support/remote-providers/stock.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { picture } from '../../contract/examples/world.ts'

let server: TestServer
let api: ServerApi
let shop: StockShop
let orders = 0

beforeAll(async () => {
  const bytes = Buffer.from(picture)
  shop = await startStockShop(['a.jpg', 'b.jpg'].map((name) => ({ name, folder: null, type: 'image/jpeg', bytes })))
  server = await startServer({
    settings: { fetchAllowPrivate: [shop.authority] },
    stockLibraries: { getty: shop.library, istock: shop.forgetful },
    remoteSourceHosts: shop.hosts,
  })
  api = apiOf(server)
})
beforeEach(() => {
  Object.assign(shop.state, { mode: 'sell', left: 100, delay: 0, formats: [] })
  shop.state.sold.clear()
})
afterAll(async () => {
  await server?.close()
  await shop?.close()
})

const newOrder = () => `order-to-look-at-${++orders}`
const wish = (changes: object = {}) =>
  JSON.stringify({ library: 'getty', id: 'a.jpg', plan: 'pack', format: 'large', order: newOrder(), ...changes })
const buy = (stock_license: string, parameters: object = {}) =>
  api.call('assets.upload', { resource_type: 'image', stock_license, ...parameters })
const orderNamed = async (order: string) => (await api.call('stock_orders.get', { order })).body
const list = async (query: Readonly<Record<string, unknown>> = {}) => (await api.call('stock_orders.list', query)).body

describe('before anything is bought', () => {
  const clip = { id: 'clip', name: 'Clip', extension: 'mp4', price: null }
  const huge = { id: 'huge', name: 'Huge', extension: 'jpg', price: null, bytes: 50_000_000_000 }
  const wide = { id: 'wide', name: 'Wide', extension: 'jpg', price: null, width: 900_000, height: 900_000 }
  const vector = { id: 'vector', name: 'Vector', extension: 'eps', price: null }

  it.each([
    ['a format that is not allowed', {}, { allowed_formats: 'png,webp' }, 'Image file format jpg not allowed'],
    ['a film as an image', { format: 'clip' }, {}, 'Invalid image file'],
    ['a vector graphic as an image', { format: 'vector' }, {}, 'Invalid image file'],
    ['a file that is too large', { format: 'huge' }, {}, 'File size too large. Got 50000000000'],
    ['a picture with too many pixels', { format: 'wide' }, {}, 'Image size too large'],
    ['a plan that does not sell it', { plan: 'none' }, {}, 'getty does not sell this with plan none in format large'],
    ['a format that nobody sells', { format: 'tiny' }, {}, 'does not sell this'],
    ['a wrong public id', {}, { public_id: 'a?b' }, 'public_id'],
    ['a wrong transformation', {}, { transformation: 'w_-1' }, 'Invalid width'],
    ['wrong eager transformations', {}, { eager: 'nonsense_1' }, 'nonsense_1'],
    ['a field of metadata that is not there', {}, { metadata: 'nowhere=1' }, 'nowhere'],
    ['a moderation that is not there', {}, { moderation: 'somebody' }, 'Moderation somebody'],
    ['a preset that is not there', {}, { upload_preset: 'none' }, 'Upload preset not found'],
  ])('%s is refused', async (_, change, parameters, message) => {
    shop.state.formats = [clip, huge, wide, vector]
    const order = newOrder()
    const { status, body } = await buy(wish({ ...change, order }), parameters)

    expect({ status, message: body.error.message }).toEqual({ status: 400, message: expect.stringContaining(message) })
    expect(shop.state.sold.size).toBe(0)
    expect((await api.call('stock_orders.get', { order })).status).toBe(404)
  })

  it('a name that is taken and not to be overwritten is refused', async () => {
    await buy(wish(), { public_id: 'taken' })
    const { status, body } = await buy(wish({ id: 'b.jpg' }), { public_id: 'taken', overwrite: false })

    expect({ status, message: body.error.message }).toEqual({
      status: 409,
      message: 'taken is taken, and overwrite is false: nothing was bought',
    })
    expect(shop.state.sold.size).toBe(1)
  })

  it('nothing is refused that would be taken', async () => {
    shop.state.formats = [clip, vector]
    const converted = await buy(wish(), { allowed_formats: 'webp', format: 'webp' })
    const asAllowed = await buy(wish(), { allowed_formats: 'jpeg,png' })
    const asRaw = await api.call('assets.upload', { resource_type: 'raw', stock_license: wish({ format: 'vector' }) })

    expect([converted, asAllowed, asRaw].map(({ body }) => body.error ?? null)).toEqual([null, null, null])
  })
})

describe('a licence whose file is refused', () => {
  it('stays, says why, and is uploaded with other settings without being paid again', async () => {
    const order = newOrder()
    // The shop says jpg, and the file is a PNG.
    const refused = await buy(wish({ order }), { allowed_formats: 'jpg' })
    const afterwards = await orderNamed(order)
    const taken = await buy(wish({ order }), { allowed_formats: 'png' })

    expect(refused.status).toBe(400)
    expect(refused.body.error).toMatchObject({
      code: 'LICENSED_FILE_REFUSED',
      message: `The licence of order ${order} is bought, and its file was not stored: Image file format png not allowed`,
    })
    expect(afterwards).toMatchObject({ state: 'bought', problem: 'Image file format png not allowed' })
    expect(taken.status).toBe(200)
    expect(await orderNamed(order)).toEqual({
      ...{ order, library: 'getty', id: 'a.jpg', plan: 'pack', format: 'large', state: 'uploaded' },
      ...{ ordered_by: server.apiKey, license_id: `L-${order}`, asset_id: taken.body.asset_id },
      created_at: expect.stringMatching(/^\d{4}-/),
    })
    expect(shop.state.left).toBe(99)
  })
})

describe('an order that became an asset', () => {
  it('gives that asset to each further try, however many come at once', async () => {
    const order = wish()
    const answers = await Promise.all([buy(order), buy(order), buy(order)])
    answers.push(await buy(order))

    expect(new Set(answers.map(({ body }) => body.asset_id)).size).toBe(1)
    expect(answers.filter(({ body }) => body.existing === true)).toHaveLength(3)
  })

  it('makes another asset under another name, and one in the place of an asset that was deleted', async () => {
    const order = wish()
    const first = await buy(order, { public_id: 'first-place' })
    const second = await buy(order, { public_id: 'second-place' })
    await api.call('assets.destroy', { resource_type: 'image', public_id: 'second-place' })
    const third = await buy(order)

    expect([first, second, third].map(({ status }) => status)).toEqual([200, 200, 200])
    expect(second.body).toMatchObject({ public_id: 'second-place' })
    expect(new Set([first, second, third].map(({ body }) => body.asset_id)).size).toBe(3)
    expect(shop.state.sold.size).toBe(1)
  })
})

describe('orders', () => {
  it('are listed newest first, page after page, by library and by state, without the address of a file', async () => {
    const bought = newOrder()
    await buy(wish({ order: bought, id: 'gone.jpg' }))
    shop.state.mode = 'odd'
    const unknown = newOrder()
    await buy(wish({ order: unknown, library: 'istock' }))

    const first = await list({ max_results: 1 })
    const second = await list({ max_results: 1, next_cursor: first.next_cursor })
    const open = await list({ state: 'ordered' })
    const ofGetty = await list({ library: 'getty', max_results: 500 })

    expect([first, second].map(({ stock_orders: [one] }) => one.order)).toEqual([unknown, bought])
    expect(open.stock_orders.map(({ order }: { order: string }) => order)).toEqual([unknown])
    expect(ofGetty.stock_orders[0]).toMatchObject({ order: bought, state: 'bought', license_id: `L-${bought}` })
    expect(JSON.stringify(ofGetty)).not.toContain(shop.authority)
    expect(ofGetty.stock_orders.every(({ library }: { library: string }) => library === 'getty')).toBe(true)
  })

  it('are asked for with what is known: names, filters and cursors of the same listing', async () => {
    const { next_cursor } = await list({ max_results: 1 })
    const answers = await Promise.all([
      api.call('stock_orders.get', { order: 'order-of-nobody-1' }),
      api.call('stock_orders.list', { state: 'lost' }),
      api.call('stock_orders.list', { library: 'attic' }),
      api.call('stock_orders.list', { state: 'bought', next_cursor }),
    ])

    expect(answers.map(({ status }) => status)).toEqual([404, 400, 400, 400])
    expect(answers[3]?.body.error.message).toContain('belongs to a listing with other parameters')
  })
})
