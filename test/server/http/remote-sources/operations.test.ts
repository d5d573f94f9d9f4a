/** Every operation of remote sources, called as its contract says; the server compares each answer with it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { REMOTE_OPERATIONS } from '../../../../server/contract/remote-sources.ts'
import { PROVIDERS } from '../../../../server/domain/remote-providers.ts'
import { PICTURE_RIGHTS } from '../../../../server/ports/image-search.ts'
import {
  STOCK_LIBRARIES,
  STOCK_MEDIA_TYPES,
  STOCK_ORDERS,
  STOCK_ORIENTATIONS,
} from '../../../../server/ports/stock-library.ts'
import { callOperation, type OperationCall } from '../../../support/operation-client.ts'
import { ALL_PROVIDERS } from '../../../support/remote-providers/account-facts.ts'
import { fixtureImageSearch } from '../../../support/remote-providers/image-search.ts'
import { type StandIn, startProviders } from '../../../support/remote-providers/stand-in.ts'
import { type StockShop, startStockShop } from '../../../support/remote-providers/stock.ts'
import { signIn } from '../../../support/remote-visitor.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { picture } from '../../contract/examples/world.ts'

let server: TestServer
let providers: StandIn
let shop: StockShop
let token: string

beforeAll(async () => {
  const file = { name: 'a-1.jpg', folder: 'Holidays', type: 'image/jpeg', bytes: Buffer.from(picture) }
  providers = await startProviders({ folders: ['Holidays'], files: [file] })
  shop = await startStockShop([file])
  server = await startServer({
    settings: { ...ALL_PROVIDERS, fetchAllowPrivate: ['127.0.0.1:*'] },
    remoteSourceHosts: { ...shop.hosts, ...providers.hosts },
    imageSearch: fixtureImageSearch(providers),
    stockLibraries: { getty: shop.library },
  })
  token = (await signIn(server.url, providers, 'dropbox')).message.token ?? ''
}, 30_000)
afterAll(async () => {
  await server.close()
  await providers.close()
  await shop.close()
})

const provider = 'dropbox'
const path = '/holidays/a-1.jpg'
const upload = () => ({
  json: true,
  parameters: {
    ...{ provider, path, fileName: 'a-1.jpg', metadata: { upload_preset: 'none' } },
    endpoint: `${server.url}/v1_1/${server.cloudName}/auto/upload`,
  },
})
const begun = async () => ({ token: (await call('remote.uploads.create', upload())).body.token })

/** By id: what to ask with. */
const EXAMPLES: Readonly<Record<string, () => OperationCall | Promise<OperationCall>>> = {
  'remote.base': () => ({}),
  'remote.connect': () => ({ parameters: { provider, origin: server.url, nonce: 'a-nonce-of-the-page' } }),
  'remote.list': () => ({ parameters: { provider } }),
  'remote.folders.list': () => ({ parameters: { provider, path: '/holidays' } }),
  'remote.search': () => ({ parameters: { provider, q: 'a-' } }),
  'remote.thumbnails.get': () => ({ parameters: { provider, path } }),
  'remote.thumbnails.fetch': async () => {
    const { body } = await call('remote.list', { parameters: { provider: 'unsplash', q: 'a-' } })
    const { searchParams } = new URL(body.items[0].thumbnail)
    return { parameters: Object.fromEntries(searchParams) }
  },
  'remote.uploads.create': upload,
  'remote.uploads.follow': async () => ({ parameters: await begun() }),
  'remote.uploads.delete': async () => ({ parameters: await begun() }),
  'remote.sign_in.refresh': () => ({ json: true, parameters: { provider } }),
  'remote.sign_in.delete': () => ({ parameters: { provider } }),
  'remote.pictures.search': () => ({ parameters: { q: 'a-', rights: 'free' } }),
  'remote.stock.search': () => ({ parameters: { library: 'getty', q: 'a-' } }),
  'remote.stock.plans': () => ({ parameters: { library: 'getty', id: 'a-1.jpg' } }),
}

function call(id: string, example: OperationCall) {
  const operation = REMOTE_OPERATIONS.find((one) => one.id === id)
  if (operation === undefined) throw new Error(`There is no operation ${id}`)
  const headers = operation.credentials === 'remote' ? { 'uppy-auth-token': token } : {}
  return callOperation(server, operation, { headers, ...example }, null)
}

it.each(REMOTE_OPERATIONS.map(({ id }) => id))('%s answers as the contract says', async (id) => {
  const { status } = await call(id, (await EXAMPLES[id]?.()) as OperationCall)

  expect(status).toBe(200)
})

it('asks every source with accounts for a sign-in', async () => {
  for (const { id } of REMOTE_OPERATIONS.filter(({ credentials }) => credentials === 'remote')) {
    // Without one there is nothing to end.
    if (id === 'remote.sign_in.delete') continue
    const example = (await EXAMPLES[id]?.()) as OperationCall
    const { status, body } = await call(id, { ...example, headers: {} })
    expect({ id, status, code: body.error?.code }).toEqual({ id, status: 401, code: 'REMOTE_ACCOUNT_SIGNED_OUT' })
  }
})

it('names the words of a parameter as the server knows them', () => {
  const inputs = JSON.stringify(
    REMOTE_OPERATIONS.map(({ input }) => input.toJSONSchema({ io: 'input', unrepresentable: 'any' })),
  )

  for (const words of [PROVIDERS, PICTURE_RIGHTS, STOCK_LIBRARIES, STOCK_MEDIA_TYPES, STOCK_ORDERS, STOCK_ORIENTATIONS])
    expect(inputs).toContain(`"enum":${JSON.stringify(words)}`)
})

it.each([
  ['remote.uploads.create', { endpoint: 'x' }, 'Invalid endpoint: expected'],
  ['remote.uploads.create', { fileName: '' }, 'for parameter fileName: expected a name'],
  ['remote.uploads.create', { size: -1 }, 'for parameter size: expected a whole number'],
  ['remote.uploads.create', { metadata: 'tags' }, 'for parameter metadata: expected an object of upload parameters'],
])('%s refuses %j and says what is expected', async (id, change, message) => {
  const { parameters } = upload()
  const { status, body } = await call(id, { json: true, parameters: { ...parameters, ...change } })

  expect(status).toBe(400)
  expect(body.error.message).toContain(message)
})
