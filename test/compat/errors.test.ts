/**
 * Errors as the users of the SDK get them: what it rejects with, for each class of error and each part of the SDK. The
 * causes are real where a test can bring them about; an overloaded or broken server is the emulator with a fault.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../server/emulator/start-emulator.ts'
import { picture } from '../server/contract/examples/world.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../support/prepared-folder.ts'
import { type Cloudinary, startSdk } from './sdk.ts'

const KEY = '123456789012345'
const READER = { api_key: '222222222222222', api_secret: 'secret-of-222222222222222' }
const BUSY = { cloud_name: 'busy', api_key: '333333333333333', api_secret: 'secret-of-333333333333333' }
const PICTURE = `data:image/png;base64,${picture.toString('base64')}`

const folder = await preparedFolder(async (database) => {
  const environment = environmentRow('demo')
  const busy = environmentRow('busy', { createdAt: 2 })
  const rateLimits = { ...busy.settings.rateLimits, adminCallsPerHour: 1 }
  await database.environments.insert(environment)
  await database.environments.insert({ ...busy, settings: { ...busy.settings, rateLimits } })
  await database.accessKeys.insert(accessKeyRow(environment, { apiKey: KEY }))
  const permissions = { allow: ['resources.list'], deny: [] }
  await database.accessKeys.insert(accessKeyRow(environment, { apiKey: READER.api_key, permissions }))
  await database.accessKeys.insert(accessKeyRow(busy, { apiKey: BUSY.api_key }))
})
const sdk = startSdk({
  folder,
  removesFolder: true,
  settings: { apiSecret: `secret-of-${KEY}`, fetchAllowPrivate: ['127.0.0.1:*'] },
})

let emulator: Emulator
/** What stands before a server and answers itself: a page with the status that its address names; `/hang` never. */
let front: Server
beforeAll(async () => {
  emulator = await startEmulator()
  front = createServer((request, response) => {
    if (request.url === '/hang') return
    response.writeHead(Number(/\/status\/(\d+)\//.exec(request.url ?? '')?.[1]), { 'content-type': 'text/html' })
    response.end('<h1>Something is wrong</h1>')
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await emulator?.close()
  front?.closeAllConnections()
  front?.close()
})
afterEach(() => emulator.faults.clear())

type Attempt = (cloudinary: Cloudinary) => Promise<unknown>

/** Options by which a call goes to the emulator, which meets it with a fault. */
function faulty(status: number, message: string) {
  emulator.faults.add({ path: '/v1_1/', status, message })
  const { url, apiKey, apiSecret, cloudName } = emulator
  return { upload_prefix: url, api_key: apiKey, api_secret: apiSecret, cloud_name: cloudName }
}

const frontUrl = () => `http://127.0.0.1:${(front.address() as AddressInfo).port}`
const page = (status: number) => ({ upload_prefix: `${frontUrl()}/status/${status}` })
/** Nobody listens there. */
const NOWHERE = { upload_prefix: 'http://127.0.0.1:1' }

async function rejection(attempt: Attempt): Promise<unknown> {
  return attempt(sdk.cloudinary).then(
    (value) => {
      throw new Error(`It did not fail: ${JSON.stringify(value)}`)
    },
    (error: unknown) => error,
  )
}

const text = (pattern: RegExp) => expect.stringMatching(pattern)

describe('uploader', () => {
  const upload =
    (file: string, options: object): Attempt =>
    ({ uploader }) =>
      uploader.upload(file, options)

  it.each<[string, () => Attempt, object]>([
    [
      '400 about a file',
      () => upload('data:image/png;base64,AAAA', {}),
      { http_code: 400, message: 'Invalid image file', code: 'INVALID_PARAMETER' },
    ],
    [
      '400 about a parameter',
      () => upload(PICTURE, { public_id: 'a?b' }),
      { http_code: 400, message: 'public_id (a?b) is invalid' },
    ],
    [
      '400 about a transformation',
      () => upload(PICTURE, { eager: { width: 'abc', crop: 'fill' } }),
      { http_code: 400, message: text(/^Invalid width in transformation: abc/) },
    ],
    [
      '400 about an address',
      () => upload('http://localhost.invalid/a.png', {}),
      { http_code: 400, message: text(/^Error in loading http:\/\/localhost\.invalid\/a\.png - /) },
    ],
    [
      '400 where a name is taken',
      () => async (cloudinary) => {
        for (const public_id of ['taken', 'other']) await cloudinary.uploader.upload(PICTURE, { public_id })
        return cloudinary.uploader.rename('other', 'taken')
      },
      { http_code: 400, message: text(/taken.*already exists/) },
    ],
    [
      '401 about a signature',
      () => upload(PICTURE, { public_id: 'x', timestamp: 1_900_000_000, api_secret: 'wrong' }),
      {
        http_code: 401,
        message: text(/^Invalid Signature [0-9a-f]{40}\. String to sign - 'public_id=x&timestamp=1900000000'\.$/),
      },
    ],
    ['401 about a key', () => upload(PICTURE, { api_key: '1' }), { http_code: 401, message: 'Unknown API key 1' }],
    [
      // Of a 403 the SDK drops the text here.
      '401 about a permission',
      () => upload(PICTURE, READER),
      { http_code: 401, message: text(/^api_key 2{15} doesn't have permission .* assets\.upload$/) },
    ],
    [
      '404',
      () =>
        ({ uploader }) =>
          uploader.rename('missing', 'x'),
      { http_code: 404, message: 'Resource not found - missing' },
    ],
    ['420', () => upload(PICTURE, faulty(420, 'Slow down')), { http_code: 420, message: 'Slow down' }],
    ['429', () => upload(PICTURE, faulty(429, 'Busy')), { http_code: 429, message: 'Busy' }],
    ['500', () => upload(PICTURE, faulty(500, 'General Error')), { http_code: 500, message: 'General Error' }],
    [
      'a status that it does not know',
      () => upload(PICTURE, page(503)),
      { http_code: 503, message: 'Server returned unexpected status code - 503', name: 'UnexpectedResponse' },
    ],
    [
      'an answer that is no JSON',
      () => upload(PICTURE, page(500)),
      { http_code: 500, message: text(/^Server return invalid JSON response\. Status Code 500/) },
    ],
    [
      'an upload that takes too long',
      () => upload(`${frontUrl()}/hang`, { timeout: 300 }),
      { error: { http_code: 499, message: 'Request Timeout', name: 'TimeoutError' } },
    ],
    ['no server', () => upload(PICTURE, NOWHERE), { error: { code: 'ECONNREFUSED' } }],
    ['no file', () => upload('/nowhere/a.png', {}), { error: { code: 'ENOENT' } }],
  ])('rejects with %s', async (_class, attempt, expected) => {
    expect(await rejection(attempt())).toMatchObject(expected)
  })

  it('calls back with the same error, and without a result', async () => {
    const { uploader } = sdk.cloudinary
    const called = new Promise((resolve) => {
      uploader.upload('data:image/png;base64,AAAA', {}, (...values) => resolve(values)).catch(() => {})
    })

    expect(await called).toMatchObject([{ http_code: 400, message: 'Invalid image file' }])
  })
})

describe.each<[string, (cloudinary: Cloudinary, options: object) => Promise<unknown>]>([
  ['api', ({ api }, options) => api.resources(options)],
  ['search', ({ api }, options) => api.search({ expression: 'cat' } as never, options as never)],
  ['provisioning', ({ provisioning }, options) => provisioning.account.sub_accounts(true, [], '', options as never)],
])('%s', (part, call) => {
  const attempt =
    (options: object): Attempt =>
    (cloudinary) =>
      call(cloudinary, options)
  const isAccount = part === 'provisioning'

  it.each<[string, () => object, object]>([
    ['420', () => faulty(420, 'Slow down'), { http_code: 420, message: 'Slow down' }],
    ['429', () => faulty(429, 'Busy'), { http_code: 429, message: 'Busy' }],
    ['500', () => faulty(500, 'General Error'), { http_code: 500, message: 'General Error' }],
    [
      'an answer that is no JSON',
      () => page(404),
      { http_code: 404, message: 'Server return invalid JSON response. Status Code 404' },
    ],
  ])('rejects with %s', async (_class, options, error) => {
    expect(await rejection(attempt(options()))).toMatchObject({ error })
  })

  it('rejects with a status that it does not know, and where there is no server', async () => {
    expect(await rejection(attempt(page(503)))).toMatchObject({
      http_code: 503,
      message: 'Server returned unexpected status code - 503',
    })
    expect(await rejection(attempt(NOWHERE))).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('says what was sent, so that it can be looked at', async () => {
    const wrong = isAccount
      ? { provisioning_api_key: 'x', provisioning_api_secret: 'wrong' }
      : { api_key: '1', api_secret: 'wrong' }

    expect(await rejection(attempt(wrong))).toMatchObject({
      error: { http_code: 401, message: isAccount ? 'Invalid provisioning credentials' : 'Invalid api_key 1' },
      request_options: { hostname: '127.0.0.1', method: isAccount || part === 'api' ? 'GET' : 'POST' },
    })
  })
})

describe('api', () => {
  it.each<[string, Attempt, object]>([
    [
      '400',
      ({ api }) => api.resources({ max_results: 501 }),
      { http_code: 400, message: text(/^Invalid value 501 for parameter max_results/) },
    ],
    [
      '400 about an expression',
      ({ search }) => search.expression('tags:(').execute(),
      { http_code: 400, message: text(/^Invalid expression at position 7: /) },
    ],
    [
      '401 about a secret',
      ({ api }) => api.resource('a', { api_secret: 'wrong' } as never),
      { http_code: 401, message: 'api_secret mismatch' },
    ],
    [
      '401 about a cloud',
      ({ api }) => api.resource('a', { cloud_name: 'nobody' } as never),
      { http_code: 401, message: 'Invalid cloud_name nobody' },
    ],
    [
      '403',
      ({ api }) => api.delete_resources(['a'], READER as never),
      { http_code: 403, message: text(/^api_key 2{15} doesn't have permission .* resources\.delete$/) },
    ],
    ['404', ({ api }) => api.resource('missing'), { http_code: 404, message: 'Resource not found - missing' }],
    [
      '404 about a folder',
      ({ api }) => api.sub_folders('no/where'),
      { http_code: 404, message: "Can't find folder with path no/where" },
    ],
    [
      '404 about an environment',
      ({ provisioning }) => provisioning.account.sub_account('nobody'),
      { http_code: 404, message: 'Cannot find sub account with id nobody' },
    ],
    [
      '409',
      async ({ api }) => {
        await api.create_upload_preset({ name: 'taken' })
        return api.create_upload_preset({ name: 'taken' })
      },
      { http_code: 409, message: 'Preset taken already exists' },
    ],
    [
      '420 in the hour in which too many calls were made',
      async ({ api }) => {
        await api.ping(BUSY as never)
        return api.ping(BUSY as never)
      },
      {
        http_code: 420,
        message: text(
          /^Rate Limit Exceeded\. Limit of 1 api operations reached\. Try again on \d{4}-\d\d-\d\d \d\d:00:00 UTC$/,
        ),
      },
    ],
  ])('rejects with %s', async (_class, attempt, error) => {
    expect(await rejection(attempt)).toMatchObject({ error })
  })

  it('tells the id of the request when it is debugged, which is in the log of the server', async () => {
    sdk.cloudinary.config({ debug: true } as never)
    try {
      const { error } = (await rejection(({ api }) => api.resource('missing'))) as { error: { request_id?: string } }

      expect(error.request_id).toMatch(/^[0-9a-f]{32}$/)
    } finally {
      sdk.cloudinary.config({ debug: false } as never)
    }
  })
})
