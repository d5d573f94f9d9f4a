/** What counts and what does not, read from the report before and after. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../server/emulator/start-emulator.ts'
import { callOperation } from '../../support/operation-client.ts'
import { operationNamed } from '../contract/examples/world.ts'

const DAY_MS = 24 * 3_600_000
let emulator: Emulator
let origin: Server
let originUrl: string
let photo: Buffer
let animation: Buffer

beforeAll(async () => {
  photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer()
  const frames = Array.from({ length: 25 }, (_, index) => ({
    create: { width: 8, height: 8, channels: 3 as const, background: { r: index * 10, g: 0, b: 0 } },
  }))
  animation = await sharp(await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer())), {
    join: { animated: true },
  })
    .gif()
    .toBuffer()
  origin = createServer((_request, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo))
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
  const { port } = origin.address() as AddressInfo
  originUrl = `http://127.0.0.1:${port}`
  emulator = await startEmulator({ settings: { fetchAllowPrivate: [`127.0.0.1:${port}`] } })
})
beforeEach(() => emulator.reset())
afterAll(async () => {
  await emulator?.close()
  origin?.close()
})

async function call(id: string, parameters: Record<string, unknown> = {}, file?: Buffer) {
  const { apiKey, apiSecret, url, cloudName } = emulator
  const made = { parameters, ...(file !== undefined && { file }) }
  return callOperation({ url, cloudName }, operationNamed(id), made, { apiKey, apiSecret })
}
const upload = async (file = photo, parameters = {}) =>
  (await call('assets.upload', { resource_type: 'auto', public_id: 'one', ...parameters }, file)).body

interface Counts {
  readonly transformations: number
  readonly requests: number
  readonly bandwidth: number
}

async function counts(): Promise<Counts> {
  const { status, body } = await call('environment.usage')
  expect(status).toBe(200)
  return { transformations: body.transformations.usage, requests: body.requests, bandwidth: body.bandwidth.usage }
}

/** What `work` adds. */
async function added(work: () => Promise<unknown>): Promise<Counts> {
  const before = await counts()
  await work()
  const after = await counts()
  return {
    transformations: after.transformations - before.transformations,
    requests: after.requests - before.requests,
    bandwidth: after.bandwidth - before.bandwidth,
  }
}

async function get(path: string, init: RequestInit = {}): Promise<Response & { readonly bytes: number }> {
  const response = await fetch(`${emulator.url}/demo/image/${path}`, init)
  const { byteLength } = await response.arrayBuffer()
  return Object.assign(response, { bytes: byteLength })
}

describe('transformations', () => {
  it('count an uploaded image once, again when it is overwritten, a raw file never', async () => {
    expect((await added(() => upload())).transformations).toBe(1)
    expect((await added(() => upload())).transformations).toBe(1)
    expect((await added(() => upload(Buffer.from('text'), { public_id: 'note.txt' }))).transformations).toBe(0)
    expect((await added(() => upload(photo, { overwrite: false }))).transformations).toBe(0)
  })

  it('count a derived image once, whatever the length of its chain and how often it is asked for', async () => {
    await upload()
    expect((await added(() => get('upload/c_scale,w_10/e_grayscale/one.png'))).transformations).toBe(1)
    expect((await added(() => get('upload/c_scale,w_10/e_grayscale/one.png'))).transformations).toBe(0)
    expect((await added(() => get('upload/c_scale,w_10/e_grayscale/v1/one.png'))).transformations).toBe(0)
  })

  it('count each spelling of a chain, also when they share their bytes', async () => {
    await upload()
    await get('upload/c_scale,w_10/one.png')

    expect((await added(() => get('upload/w_10,c_scale/one.png'))).transformations).toBe(1)
  })

  it('count once when fifty ask for the same at once', async () => {
    await upload()
    const work = () => Promise.all(Array.from({ length: 50 }, () => get('upload/c_scale,w_11/one.jpg')))

    expect(await added(work)).toMatchObject({ transformations: 1, requests: 50 })
  })

  it('count the eager ones of an upload', async () => {
    expect((await added(() => upload(photo, { eager: 'c_scale,w_10|c_scale,w_20' }))).transformations).toBe(3)
  })

  it('count an animation for every started 10 frames', async () => {
    await upload(animation)

    expect((await added(() => get('upload/c_scale,w_4/one.gif'))).transformations).toBe(3)
  })

  it('count a picture that is made again after its transformation was deleted', async () => {
    await upload()
    await get('upload/c_scale,w_10/one.png')
    await call('transformations.delete', { transformation: 'c_scale,w_10' })

    expect((await added(() => get('upload/c_scale,w_10/one.png'))).transformations).toBe(1)
  })

  it('count a fetched picture when it is first fetched, and what is made from it', async () => {
    const path = (chain: string) => `fetch/${chain}${originUrl}/photo.jpg`

    expect((await added(() => get(path('')))).transformations).toBe(1)
    expect((await added(() => get(path('c_scale,w_10/')))).transformations).toBe(1)
    expect((await added(() => get(path('')))).transformations).toBe(0)
  })

  it('count an explicit call that looks at the pixels anew, and no other', async () => {
    await upload()
    const explicit = (parameters: Record<string, unknown>) =>
      call('assets.explicit', { resource_type: 'image', type: 'upload', public_id: 'one', ...parameters })

    expect((await added(() => explicit({ colors: true }))).transformations).toBe(1)
    expect((await added(() => explicit({ tags: 'red' }))).transformations).toBe(0)
  })

  it('do not count what is refused', async () => {
    await upload()

    expect(await added(() => get('upload/c_nonsense/one.jpg'))).toMatchObject({ transformations: 0, requests: 1 })
    expect((await added(() => get('upload/c_scale,w_10/missing.jpg'))).transformations).toBe(0)
  })
})

describe('deliveries', () => {
  it('count every answered request and the bytes of its body, from the disk and from memory alike', async () => {
    await upload()
    const bytes = photo.length

    expect(await added(() => get('upload/one.jpg'))).toMatchObject({ requests: 1, bandwidth: bytes })
    expect(await added(() => get('upload/one.jpg'))).toMatchObject({ requests: 1, bandwidth: bytes })
  })

  it('count no body where none is sent, and only the part that is', async () => {
    await upload()
    const { headers } = await get('upload/one.jpg')
    const etag = headers.get('etag') ?? ''

    expect(await added(() => get('upload/one.jpg', { method: 'HEAD' }))).toMatchObject({ requests: 1, bandwidth: 0 })
    const unchanged = () => get('upload/one.jpg', { headers: { 'if-none-match': etag } })
    expect(await added(unchanged)).toMatchObject({ requests: 1, bandwidth: 0 })
    const part = () => get('upload/one.jpg', { headers: { range: 'bytes=0-9' } })
    expect(await added(part)).toMatchObject({ requests: 1, bandwidth: 10 })
    expect(await added(() => get('upload/missing.jpg'))).toMatchObject({ requests: 1, bandwidth: 0 })
  })

  it('count nothing for a cloud that does not exist', async () => {
    expect(await added(() => fetch(`${emulator.url}/nobody/image/upload/one.jpg`))).toMatchObject({ requests: 0 })
  })
})

describe('the report', () => {
  it('holds what is stored, the limits and the credits', async () => {
    const asset = await upload()
    const { bytes } = await get('upload/c_scale,w_10/one.png')
    const { body } = await call('environment.usage')

    expect(body).toMatchObject({
      transformations: { usage: 2, breakdown: { upload: 1, transformation: 1, analysis: 0 } },
      objects: { usage: 2 },
      storage: { usage: asset.bytes + bytes },
      resources: 1,
      derived_resources: 1,
      uploaded_bytes: photo.length,
      credits: { usage: 0 },
      media_limits: { image_max_size_bytes: 40_000_000 },
    })
  })

  it('looks back 30 days, and from a past day when asked', async () => {
    await upload()
    const first = new Date(emulator.clock.now()).toISOString().slice(0, 10)
    emulator.clock.advance(29 * DAY_MS)
    expect((await counts()).transformations).toBe(1)
    emulator.clock.advance(DAY_MS)
    expect((await counts()).transformations).toBe(0)

    const reversed = first.split('-').reverse().join('-')
    for (const date of [first, reversed]) {
      const { body } = await call('environment.usage_on', { date })
      expect(body).toMatchObject({ last_updated: first, transformations: { usage: 1 }, resources: expect.any(Number) })
    }
  })

  it.each(['yesterday', '2026-13-01', '31-02-2026', '2020-01-01', '2999-01-01'])(
    'refuses the date %s',
    async (date) => {
      const { status, body } = await call('environment.usage', { date })

      expect(status).toBe(400)
      expect(body.error.message).toContain('date')
    },
  )
})
