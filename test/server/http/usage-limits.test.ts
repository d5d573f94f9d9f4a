/** Limits of use: they warn, or slow down what makes something new, and never stand before what exists. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../server/emulator/start-emulator.ts'
import type { Log } from '../../../server/ports/log.ts'
import { callOperation } from '../../support/operation-client.ts'
import { startServer } from '../../support/server.ts'
import { SOON } from '../../support/webhook-receiver.ts'
import { operationNamed } from '../contract/examples/world.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const warnings: { readonly fields: object; readonly message: string }[] = []
const log: Log = {
  debug() {},
  info() {},
  warn: (fields, message) => void warnings.push({ fields, message }),
  error() {},
}
let emulator: Emulator
let origin: Server
let originUrl: string
let photo: Buffer
/** Sends what was asked for at `/slow`. */
let held: (() => void)[] = []

beforeAll(async () => {
  photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer()
  origin = createServer((request, response) => {
    const answer = () => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo)
    if (request.url === '/slow') held.push(() => response.headersSent || answer())
    else answer()
  })
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
  const { port } = origin.address() as AddressInfo
  originUrl = `http://127.0.0.1:${port}`
  emulator = await startEmulator({ log, settings: { fetchAllowPrivate: [`127.0.0.1:${port}`] } })
})
beforeEach(async () => {
  await emulator.reset()
  warnings.length = 0
  held = []
})
afterAll(async () => {
  await emulator?.close()
  origin?.close()
})

async function call(id: string, parameters: Record<string, unknown> = {}, more: { file?: Buffer; json?: true } = {}) {
  const { apiKey, apiSecret, url, cloudName } = emulator
  return callOperation({ url, cloudName }, operationNamed(id), { parameters, ...more }, { apiKey, apiSecret })
}
const upload = (publicId: string, parameters = {}) =>
  call('assets.upload', { resource_type: 'image', public_id: publicId, ...parameters }, { file: photo })
const get = (path: string) => fetch(`${emulator.url}/demo/image/${path}`)
const limit = async (limits: Record<string, unknown>) =>
  expect((await call('settings.update', { usage_limits: limits }, { json: true })).status).toBe(200)
const THROTTLED = { when_reached: 'throttle', throttled_per_minute: 0 }

describe('a reached limit that throttles', () => {
  beforeEach(async () => {
    await upload('one')
    expect((await get('upload/w_10/one.jpg')).status).toBe(200)
    await limit({ transformations: 2, ...THROTTLED })
  })

  it('refuses uploads with a clear error that says when to come again', async () => {
    const { status, body, headers } = await upload('two')

    expect(status).toBe(420)
    expect(body.error).toMatchObject({
      code: 'USAGE_LIMIT_REACHED',
      message: 'Usage limit of transformations reached: no new files are made; what there is goes on being delivered',
    })
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await call('resources.list', { resource_type: 'image' })).body.resources).toHaveLength(1)
  })

  it('refuses before it answers what would be carried out later', async () => {
    const file = `data:image/jpeg;base64,${photo.toString('base64')}`
    const { status, body } = await call('assets.upload', { resource_type: 'image', async: true, file })

    expect([status, body.error.code]).toEqual([420, 'USAGE_LIMIT_REACHED'])
  })

  it('delivers what there is: originals, and what was made from them', async () => {
    expect((await get('upload/one.jpg')).status).toBe(200)
    expect((await get('upload/w_10/one.jpg')).status).toBe(200)
    expect((await get('upload/w_10/one.jpg')).headers.get('x-cld-error')).toBeNull()
  })

  it('refuses new derived files, first fetches and analyses, and says why', async () => {
    const answers = [await get('upload/w_11/one.jpg'), await get(`fetch/${originUrl}/a.jpg`)]
    const explicit = { resource_type: 'image', public_id: 'one', type: 'upload' }

    for (const answer of answers) {
      expect(answer.status).toBe(420)
      expect(answer.headers.get('x-cld-error')).toMatch(/^Usage limit of transformations reached/)
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
      expect(answer.headers.get('retry-after')).not.toBeNull()
    }
    expect((await call('assets.explicit', { ...explicit, eager: 'w_12' })).status).toBe(420)
    expect((await call('assets.explicit', { ...explicit, phash: true })).status).toBe(420)
  })

  it('leaves alone what makes nothing: details, tags, renaming, deleting', async () => {
    const named = { resource_type: 'image', type: 'upload' }

    expect((await call('assets.explicit', { ...named, public_id: 'one', tags: 'a' })).status).toBe(200)
    expect(
      (await call('assets.rename', { resource_type: 'image', from_public_id: 'one', to_public_id: 'b' })).status,
    ).toBe(200)
    expect((await call('assets.destroy', { resource_type: 'image', public_id: 'b' })).status).toBe(200)
  })

  it('ends when the limit is raised, or when the use lies more than 30 days back', async () => {
    emulator.clock.advance(30 * DAY_MS)
    expect((await upload('two')).status).toBe(200)
    expect((await upload('three')).status).toBe(200)
    expect((await upload('four')).status).toBe(420)

    await limit({ transformations: null })
    expect((await upload('four')).status).toBe(200)
  })
})

it('holds up uploads that were answered before, and fails none of them', async () => {
  await upload('one')
  await limit({ transformations: 1, when_reached: 'throttle', throttled_per_minute: 1 })
  const file = `${originUrl}/slow`
  for (const public_id of ['two', 'three']) {
    const { body } = await call('assets.upload', { resource_type: 'image', public_id, async: true, file })
    expect(body.status).toBe('pending')
  }
  await expect.poll(() => held.length, SOON).toBe(2)
  for (const answer of held) answer()

  const stored = async () => (await call('resources.list', { resource_type: 'image' })).body.resources.length
  await expect.poll(stored, SOON).toBe(2)
  await expect
    .poll(async () => {
      emulator.clock.advance(MINUTE_MS)
      for (const answer of held) answer()
      return stored()
    }, SOON)
    .toBe(3)
})

it('lets in as many new files a minute as it says, uploads and derived ones together', async () => {
  await upload('one')
  await limit({ transformations: 1, when_reached: 'throttle', throttled_per_minute: 3 })
  const statuses = [
    (await upload('two')).status,
    (await get('upload/w_10/one.jpg')).status,
    (await get('upload/w_10/one.jpg')).status,
    (await upload('three', { eager: 'w_20|w_21' })).status,
    (await get('upload/w_11/one.jpg')).status,
    (await upload('four')).status,
  ]

  emulator.clock.advance(MINUTE_MS)
  expect([...statuses, (await upload('four')).status]).toEqual([200, 200, 200, 200, 420, 420, 200])
})

it('an upload that was let in gets its eager files', async () => {
  await limit({ transformations: 1, ...THROTTLED })

  const { status, body } = await upload('one', { eager: 'w_20|w_21' })

  expect(status).toBe(200)
  expect(body.eager.map(({ width }: { width: number }) => width)).toEqual([20, 21])
  expect((await upload('two')).status).toBe(420)
})

it.each([
  ['storage', 1],
  ['objects', 1],
  ['bandwidth', 1],
  ['credits', 0],
])('limits %s too', async (name, most) => {
  expect((await upload('one')).status).toBe(200)
  await (await get('upload/one.jpg')).arrayBuffer()
  await limit({ [name]: most, ...THROTTLED })

  // Deliveries are written once a second.
  await expect.poll(async () => (await upload('two', { overwrite: true })).status, { timeout: 5_000 }).toBe(420)
  expect((await get('upload/one.jpg')).status).toBe(200)
})

describe('a limit that warns', () => {
  it('is in the report, with its share, and stops nothing', async () => {
    await limit({ transformations: 4, storage: 1, objects: 10 })
    for (const name of ['one', 'two', 'three', 'four', 'five']) expect((await upload(name)).status).toBe(200)

    const { body } = await call('environment.usage')

    expect(body.transformations).toMatchObject({ usage: 5, limit: 4, used_percent: 125 })
    expect(body.objects).toMatchObject({ usage: 5, limit: 10, used_percent: 50 })
    expect(body.storage).toMatchObject({ limit: 1 })
    expect(body.bandwidth).not.toHaveProperty('limit')
  })

  it('is in no report of a past day', async () => {
    await limit({ transformations: 4 })
    emulator.clock.advance(DAY_MS)
    const yesterday = new Date(emulator.clock.now() - DAY_MS).toISOString().slice(0, 10)

    const { body } = await call('environment.usage_on', { date: yesterday })

    expect(body.transformations).not.toHaveProperty('limit')
  })

  it('is in the log once at 80 and once at 100 per cent', async () => {
    await limit({ transformations: 5 })
    for (let count = 0; count < 7; count += 1) await upload(`n${count}`)

    const said = warnings.filter(({ message }) => message.startsWith('a usage limit'))
    expect(said).toEqual([
      {
        fields: { environmentId: expect.any(String), cloudName: 'demo', name: 'transformations', used: 4, limit: 5 },
        message: 'a usage limit is near',
      },
      {
        fields: { environmentId: expect.any(String), cloudName: 'demo', name: 'transformations', used: 5, limit: 5 },
        message: 'a usage limit is reached',
      },
    ])
  })
})

it('the limits of the installation hold beside those of an environment, for each on its own', async () => {
  const server = await startServer({
    settings: { usageLimits: { transformations: 1, when_reached: 'throttle', throttled_per_minute: 0 } },
  })
  try {
    const of = (environment: Pick<typeof server, 'cloudName' | 'apiKey' | 'apiSecret'>) => ({
      upload: async (publicId: string) => {
        const made = { parameters: { resource_type: 'image', public_id: publicId }, file: photo }
        return (await callOperation({ ...server, ...environment }, operationNamed('assets.upload'), made, environment))
          .status
      },
      change: async (usageLimits: object) => {
        const made = { parameters: { usage_limits: usageLimits }, json: true } as const
        return callOperation({ ...server, ...environment }, operationNamed('settings.update'), made, environment)
      },
    })
    const { provisioningApiKey: apiKey, provisioningApiSecret: apiSecret } = server.account
    const { body } = await callOperation(
      server,
      operationNamed('provisioning.sub_accounts.create'),
      { parameters: { name: 'Other', cloud_name: 'other' }, json: true },
      { apiKey, apiSecret },
    )
    const [key] = body.api_access_keys
    const [first, other] = [of(server), of({ cloudName: 'other', apiKey: key.key, apiSecret: key.secret })]

    expect(await first.upload('one')).toBe(200)
    expect(await first.upload('two')).toBe(420)
    expect((await first.change({ transformations: 1000, when_reached: 'warn' })).status).toBe(200)
    expect(await first.upload('two')).toBe(420)
    expect(await other.upload('one')).toBe(200)
    expect(await other.upload('two')).toBe(420)
  } finally {
    await server.close()
  }
})
