import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../server/emulator/start-emulator.ts'

type Cloudinary = typeof import('cloudinary').v2

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5)
let emulator: Emulator
let cloudinary: Cloudinary
let picture: string

beforeAll(async () => {
  emulator = await startEmulator({ now: NOW })
  process.env.CLOUDINARY_URL = emulator.cloudinaryUrl
  cloudinary = (await import('cloudinary')).v2
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
    .png()
    .toBuffer()
  picture = `data:image/png;base64,${bytes.toString('base64')}`
})
beforeEach(() => emulator.reset())
afterAll(async () => {
  delete process.env.CLOUDINARY_URL
  await emulator.close()
})

describe('an emulator', () => {
  it('takes an upload of the SDK and renders it for real', async () => {
    const { url } = await cloudinary.uploader.upload(picture, { public_id: 'blue' })

    const response = await fetch(url.replace('/upload/', '/upload/c_scale,w_10/'))

    expect(response.status).toBe(200)
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ width: 10, height: 8, format: 'png' })
  })

  it('gives the same ids and times for the same calls after a reset, whatever was asked in between', async () => {
    const first = await cloudinary.uploader.upload(picture)
    await emulator.reset()
    await fetch(`${emulator.url}/healthz`)
    const again = await cloudinary.uploader.upload(picture)

    expect(again).toEqual(first)
    expect(first).toMatchObject({ created_at: '2026-01-02T03:04:05Z', version: NOW / 1000 })
  })

  it('gives other ids for another seed', async () => {
    const other = await startEmulator({ now: NOW, seed: 'other' })
    try {
      const body = new URLSearchParams({
        file: picture,
        timestamp: `${Math.floor(Date.now() / 1000)}`,
        api_key: other.apiKey,
      })
      const signed = `timestamp=${body.get('timestamp')}${other.apiSecret}`
      body.set('signature', createHash('sha1').update(signed).digest('hex'))
      const response = await fetch(`${other.url}/v1_1/demo/image/upload`, { method: 'POST', body })
      const { asset_id } = (await response.json()) as { asset_id: string }

      expect(asset_id).not.toBe((await cloudinary.uploader.upload(picture)).asset_id)
    } finally {
      await other.close()
    }
  })

  it('has forgotten everything after a reset', async () => {
    const { url } = await cloudinary.uploader.upload(picture, { public_id: 'gone' })
    expect((await fetch(url)).status).toBe(200)

    await emulator.reset()

    expect((await fetch(url)).status).toBe(404)
    expect(await cloudinary.uploader.destroy('gone')).toMatchObject({ result: 'not found' })
  })

  it('moves time only when told to', async () => {
    const before = await cloudinary.uploader.upload(picture, { public_id: 'one' })
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    const still = await cloudinary.uploader.upload(picture, { public_id: 'two' })
    emulator.clock.advance(86_400_000)
    const later = await cloudinary.uploader.upload(picture, { public_id: 'three' })

    expect(still.created_at).toBe(before.created_at)
    expect(later.created_at).toBe('2026-01-03T03:04:05Z')
  })
})

describe('faults', () => {
  const upload = () => cloudinary.uploader.upload(picture, { public_id: 'one' })

  it('refuse as many requests as they were told to', async () => {
    emulator.faults.add({ path: '/v1_1/', method: 'POST', status: 500, message: 'broken', times: 2 })

    await expect(upload()).rejects.toMatchObject({ http_code: 500, message: 'broken' })
    await expect(upload()).rejects.toMatchObject({ http_code: 500 })
    expect(await upload()).toMatchObject({ public_id: 'one' })
  })

  it('let requests pass first when told to', async () => {
    emulator.faults.add({ path: '/v1_1/', status: 420, after: 1 })

    await upload()
    await expect(upload()).rejects.toMatchObject({ http_code: 420 })
  })

  it('cut the connection before anything is done, or lose the answer after everything was done', async () => {
    emulator.faults.add({ path: '/v1_1/', disconnect: 'before' })
    await expect(upload()).rejects.toMatchObject({ error: { code: 'ECONNRESET' } })
    expect((await fetch(`${emulator.url}/demo/image/upload/one`)).status).toBe(404)

    emulator.faults.add({ path: '/v1_1/', disconnect: 'instead-of-answer' })
    await expect(upload()).rejects.toMatchObject({ error: { code: 'ECONNRESET' } })
    expect((await fetch(`${emulator.url}/demo/image/upload/one`)).status).toBe(200)
  })

  it.each([
    [{ status: 200 }, 'status'],
    [{ path: 'v1_1', status: 500 }, 'path'],
    [{ times: 0, status: 500 }, 'times'],
    [{ colour: 'red', status: 500 }, 'colour'],
    [{}, 'A fault does something'],
  ])('are refused when they make no sense: %j', (fault, name) => {
    expect(() => emulator.faults.add(fault as never)).toThrow(name)
  })
})

describe('control over HTTP', () => {
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${emulator.url}/_emulator${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  it('tells and moves the time, and begins again', async () => {
    expect(await call('GET', '')).toEqual({ status: 200, body: { now: '2026-01-02T03:04:05.000Z', faults: [] } })
    expect((await call('POST', '/advance', { milliseconds: 1_000 })).body).toMatchObject({
      now: '2026-01-02T03:04:06.000Z',
    })
    expect((await call('POST', '/reset')).body).toMatchObject({ now: '2026-01-02T03:04:05.000Z' })
  })

  it('adds, lists and clears faults', async () => {
    const added = await call('POST', '/faults', { path: '/v1_1/', status: 503 })
    expect(added.body).toMatchObject({ faults: [{ path: '/v1_1/', status: 503, times: 1 }] })
    expect((await call('DELETE', '/faults')).body).toMatchObject({ faults: [] })
  })

  it.each([
    ['POST', '/advance', { milliseconds: -1 }, 400],
    ['POST', '/advance', 'nothing', 400],
    ['POST', '/faults', { status: 1 }, 400],
    ['PUT', '/reset', {}, 404],
  ])('says what was expected of %s %s', async (method, path, body, status) => {
    const answer = await call(method, path, body)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ error: { message: expect.any(String) } })
  })

  it('is closed to pages in a browser', async () => {
    expect((await call('POST', '/reset', undefined, { origin: 'http://evil.example' })).status).toBe(400)
  })
})
