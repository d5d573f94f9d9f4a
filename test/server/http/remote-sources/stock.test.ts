/** Paid libraries that whoever embeds the server brings along: searching, and buying by an upload. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../../support/api-of-server.ts'
import { type StockShop, startStockShop } from '../../../support/remote-providers/stock.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { picture } from '../../contract/examples/world.ts'

describe('paid libraries', () => {
  let server: TestServer
  let api: ServerApi
  let shop: StockShop
  let orders = 0

  beforeAll(async () => {
    const names = ['a-1.jpg', 'a-2.jpg', 'a-3.jpg', 'a-4.jpg', 'a-5.jpg']
    const bytes = Buffer.from(picture)
    shop = await startStockShop(names.map((name) => ({ name, folder: null, type: 'image/jpeg', bytes })))
    server = await startServer({
      settings: { fetchAllowPrivate: [shop.authority] },
      stockLibraries: { getty: shop.library, istock: shop.forgetful },
      remoteSourceHosts: shop.hosts,
    })
    api = apiOf(server)
  })
  beforeEach(() => {
    Object.assign(shop.state, { mode: 'sell', left: 10, delay: 0 })
    shop.state.sold.clear()
  })
  afterAll(async () => {
    await server?.close()
    await shop?.close()
  })

  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/companion/${path}`, { headers })
    return { status: response.status, body: await response.json() }
  }
  const newOrder = () => {
    orders += 1
    return `order-of-a-test-${orders}`
  }
  const wish = (changes: object = {}) =>
    JSON.stringify({ library: 'getty', id: 'a-1.jpg', plan: 'pack', format: 'large', order: newOrder(), ...changes })
  const buy = (stock_license: string, parameters: object = {}, more: object = {}) =>
    api.call('assets.upload', { resource_type: 'image', stock_license, ...parameters }, more)

  it('are offered by name, and those that were not brought along say so', async () => {
    const { sources } = await (await fetch(`${server.url}/widgets/v1/${server.cloudName}/sources`)).json()

    expect(sources).toContainEqual({ name: 'getty', kind: 'stock', enabled: true, reason: null })
    expect(sources).toContainEqual({
      name: 'shutterstock',
      kind: 'stock',
      enabled: false,
      reason: expect.stringContaining('stockLibraries: { shutterstock }'),
    })
    expect((await ask('shutterstock/list?q=a')).status).toBe(404)
  })

  it('are searched with words, kind, orientation, order and page, and tell known fields of good items only', async () => {
    const first = await ask('getty/list?q=a-&media_type=photo&orientation=square&order=newest')
    const second = await ask(`getty/list?q=a-&${first.body.nextPageQuery}`)

    expect(first.body.items).toHaveLength(4)
    expect(first.body.items[0]).toEqual({
      name: 'a-1',
      isFolder: false,
      mimeType: 'image/jpeg',
      requestPath: 'a-1.jpg',
      size: null,
      modifiedDate: null,
      thumbnail: expect.stringContaining(`${server.url}/companion/thumbnail?`),
      author: { name: 'A Photographer', url: null },
      stock: { id: 'a-1.jpg', mediaType: 'photo', width: 6000, height: 4000, price: 'from € 9' },
    })
    expect(second.body).toMatchObject({ items: [{ name: 'a-5' }], nextPageQuery: null })
    expect(JSON.parse(shop.state.asked[0]?.replace('/search ', '') ?? '')).toEqual({
      words: 'a-',
      page: 1,
      mediaType: 'photo',
      orientation: 'square',
      order: 'newest',
    })
    expect((await fetch(first.body.items[0].thumbnail)).status).toBe(200)
  })

  it.each([
    ['getty/list?q=', 400, 'for parameter q: expected'],
    ['getty/list?q=a&page=0', 400, 'for parameter page: expected'],
    [
      'getty/list?q=a&media_type=song',
      400,
      'for parameter media_type: expected one of photo, illustration, vector, video',
    ],
    ['getty/list?q=a&orientation=round', 400, 'for parameter orientation: expected'],
    ['getty/list?q=a&order=random', 400, 'for parameter order: expected'],
    ['getty/list?q=fail', 502, 'getty did not answer as expected'],
    [`getty/plans/${'x'.repeat(201)}`, 400, 'for parameter id: expected'],
  ])('answer %s by %i', async (path, status, message) => {
    const answer = await ask(path)

    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toContain(message)
  })

  it('tell plans with what is left and what it costs', async () => {
    const { body } = await ask('getty/plans/a-1.jpg')

    expect(body.plans.map(({ id, remaining }: Plan) => [id, remaining])).toEqual([
      ['pack', 10],
      ['card', null],
    ])
    const unknown = { bytes: null, width: null, height: null }
    expect(body.plans[1].formats).toEqual([
      { id: 'large', name: 'Large JPEG', extension: 'jpg', price: '€ 9.00', ...unknown },
    ])
  })

  it('are for allowed pages only', async () => {
    expect((await ask('getty/list?q=a', { origin: 'https://evil.example' })).status).toBe(401)
    expect((await ask('getty/plans/a', { origin: 'https://evil.example' })).status).toBe(401)
  })

  it('sell by a signed upload; the asset remembers its licence', async () => {
    const order = newOrder()
    const { status, body } = await buy(wish({ order }), { context: 'alt=Boat', public_id: 'bought' })
    const stored = await api.call('assets.get', { resource_type: 'image', type: 'upload', public_id: 'bought' })

    expect(status, JSON.stringify(body)).toBe(200)
    const custom = { alt: 'Boat', stock_library: 'getty', stock_id: 'a-1.jpg', stock_license: `L-${order}` }
    expect(body.context.custom).toEqual(custom)
    expect(stored.body.context.custom).toEqual(custom)
    expect(body.bytes).toBe(picture.length)
    expect(shop.state.sold.get(order)).toEqual({ id: 'a-1.jpg', format: 'large', cloudName: server.cloudName })
    expect(JSON.stringify(body)).not.toContain('?secret')
  })

  it('sell once, however often and at once the same order comes', async () => {
    const order = wish()
    Object.assign(shop.state, { delay: 60 })
    const answers = await Promise.all([buy(order), buy(order), buy(order)])
    answers.push(await buy(order))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(shop.state.sold.size).toBe(1)
    expect(shop.state.left).toBe(9)
  })

  it('are told of each order by itself, and refuse one that changes under its name', async () => {
    const order = newOrder()
    await buy(wish({ order }))
    const other = await buy(wish({ order, id: 'a-2.jpg' }))

    expect(other.status).toBe(409)
    expect(other.body.error.message).toContain('is for another licence')
    expect(shop.state.sold.size).toBe(1)
  })

  it('say why they refuse; the same order may be tried again', async () => {
    const order = wish()
    Object.assign(shop.state, { left: 0 })
    const refused = await buy(order)
    Object.assign(shop.state, { left: 1 })
    const sold = await buy(order)

    expect(refused.status).toBe(400)
    expect(refused.body.error).toMatchObject({ code: 'LICENCE_REFUSED', message: 'No licences are left in this pack' })
    expect(sold.status).toBe(200)
    expect(shop.state.sold.size).toBe(1)
  })

  it('are asked what became of an order whose answer got lost, and sell no second licence', async () => {
    const order = wish()
    Object.assign(shop.state, { mode: 'lose' })
    const lost = await buy(order)
    Object.assign(shop.state, { mode: 'sell' })
    const again = await buy(order)

    expect(lost.status).toBe(502)
    expect(lost.body.error.message).toContain('it is not known whether it was bought')
    expect(again.status).toBe(200)
    expect(shop.state.left).toBe(9)
    expect(server.logged.some(({ message }) => message === 'what became of an order is not known')).toBe(true)
  })

  it('sell after a failure of which it is known that nothing was bought', async () => {
    const order = wish()
    Object.assign(shop.state, { mode: 'fail' })
    expect((await buy(order)).status).toBe(502)
    Object.assign(shop.state, { mode: 'sell' })

    expect((await buy(order)).status).toBe(200)
    expect(shop.state.left).toBe(9)
  })

  it('are not asked again when they cannot say what became of an order', async () => {
    const order = wish({ library: 'istock' })
    Object.assign(shop.state, { mode: 'lose' })
    await buy(order)
    Object.assign(shop.state, { mode: 'sell' })
    const again = await buy(order)

    expect(again.status).toBe(409)
    expect(again.body.error).toMatchObject({
      code: 'LICENCE_UNKNOWN',
      message: expect.stringContaining('see in the account at istock'),
    })
    expect(shop.state.sold.size).toBe(1)
  })

  it('whose answer is no licence are told of without details', async () => {
    Object.assign(shop.state, { mode: 'odd' })
    const { status, body } = await buy(wish({ library: 'istock' }))

    expect(status).toBe(502)
    expect(JSON.stringify(body)).not.toContain('passwd')
  })

  it('keep the address of what was bought to the server, also when it cannot be fetched', async () => {
    const { status, body } = await buy(wish({ id: 'gone.jpg' }))

    expect(status).toBe(400)
    expect(body.error).toMatchObject({
      code: 'LICENSED_FILE_REFUSED',
      message: expect.stringMatching(/was not stored: Error in loading the file of order order-of-a-test-\d+ - /),
    })
    expect(body.error.message).not.toContain(shop.authority)
  })

  it('sell nothing to who has no right to upload in its own name', async () => {
    await api.call('upload_presets.create', { name: 'open', unsigned: true })
    const byPreset = await fetch(`${server.url}/v1_1/${server.cloudName}/image/upload`, {
      method: 'POST',
      body: formOf({ upload_preset: 'open', stock_license: wish() }),
    })
    const forged = await fetch(`${server.url}/v1_1/${server.cloudName}/image/upload`, {
      method: 'POST',
      body: formOf({
        stock_license: wish(),
        api_key: server.apiKey,
        timestamp: String(Math.floor(Date.now() / 1000)),
        signature: '0'.repeat(40),
      }),
    })

    expect(byPreset.status).toBe(400)
    expect((await byPreset.json()).error.message).toContain('Stock License parameter is not allowed')
    expect(forged.status).toBe(401)
    expect(shop.state.sold.size).toBe(0)
  })

  it('sell nothing by a preset that names it', async () => {
    await api.call('upload_presets.create', { name: 'buys', unsigned: true, stock_license: wish() })
    const { body } = await api.call('assets.upload', { resource_type: 'image', upload_preset: 'buys' })

    expect(body.error.message).toBe('Missing required parameter - file')
    expect(shop.state.sold.size).toBe(0)
  })

  it.each([
    ['{', 'stock_license'],
    [JSON.stringify({ library: 'attic', id: '1', plan: 'p', format: 'f', order: 'o'.repeat(16) }), 'shutterstock'],
    [JSON.stringify({ library: 'getty', id: '1', plan: 'p', format: 'f', order: 'short' }), '16 to 64'],
    [JSON.stringify({ library: 'getty', id: '1', plan: 'p', format: 'f' }), 'order'],
  ])('refuse the order %s', async (order, message) => {
    const { status, body } = await buy(order)

    expect(status).toBe(400)
    expect(body.error.message).toContain(message)
    expect(shop.state.sold.size).toBe(0)
  })

  it('refuse an order with a file, or in the background', async () => {
    const withFile = await buy(wish(), { file: 'data:image/png;base64,AAAA' })
    const later = await buy(wish(), { async: true })

    expect(withFile.body.error.message).toContain('leave out the parameter file')
    expect(later.body.error.message).toContain('cannot be combined with async')
    expect(shop.state.sold.size).toBe(0)
  })
})

interface Plan {
  readonly id: string
  readonly remaining: number | null
}

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}
