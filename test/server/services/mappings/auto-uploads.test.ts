import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ManualClock, manualClock } from '../../../../server/adapters/clock/manual.ts'
import { photo } from '../../../support/fixture-files.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

let origin: Server
let asked: string[]
let answer: RequestListener
let base: string
let clock: ManualClock
let server: TestServer

beforeEach(async () => {
  asked = []
  const picture = await photo({ w: 60, h: 40 })
  answer = (_request, response) => void response.setHeader('Content-Type', 'image/jpeg').end(picture)
  origin = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((done) => origin.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`
  clock = manualClock(Date.UTC(2026, 5, 1))
})
afterEach(async () => {
  await server.close()
  origin.closeAllConnections()
  origin.close()
})

async function start(settings: object = { fetchAllowPrivate: ['127.0.0.1:*'] }): Promise<void> {
  server = await startServer({ clock, settings })
}

async function admin(method: string, path: string, body?: object) {
  const answered = await fetch(`${server.url}/v1_1/${server.cloudName}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${server.apiKey}:${server.apiSecret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const json = await answered.json()
  expect(answered.status, JSON.stringify(json)).toBe(200)
  return json
}

const map = (folder: string, template: string, more: object = {}) =>
  admin('POST', '/upload_mappings', { folder, template, ...more })

async function get(path: string) {
  const response = await fetch(`${server.url}/${server.cloudName}/${path}`)
  const body = await response.arrayBuffer()
  const width = /\bwidth=(\d+)/.exec(response.headers.get('server-timing') ?? '')?.[1]
  return { status: response.status, width, bytes: body.byteLength, error: response.headers.get('x-cld-error') }
}

describe('the first delivery from a mapped folder', () => {
  it('fetches the file once, and stores it under its name as if it had been uploaded', async () => {
    await start()
    await map('remote', `${base}/images/`)

    const first = await get('image/upload/remote/2024/a%20b.jpg')
    const second = await get('image/upload/w_30/remote/2024/a%20b.jpg')

    expect(first).toMatchObject({ status: 200, width: '60' })
    expect(second).toMatchObject({ status: 200, width: '30' })
    expect(asked).toEqual(['/images/2024/a%20b.jpg'])
    const details = await admin('POST', '/image/explicit', { type: 'upload', public_id: 'remote/2024/a b' })
    expect(details).toMatchObject({ format: 'jpg', width: 60, asset_folder: 'remote/2024', type: 'upload' })
  })

  it('may ask for a transformation', async () => {
    await start()
    await map('remote', `${base}/`)

    expect(await get('image/upload/c_scale,w_20/remote/a.jpg')).toMatchObject({ status: 200, width: '20' })
  })

  it('fetches once for all who ask at the same time', async () => {
    await start()
    await map('remote', `${base}/`)

    const answers = await Promise.all([10, 20, 30, 40].map((width) => get(`image/upload/w_${width}/remote/a.jpg`)))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(asked).toEqual(['/a.jpg'])
  })

  it('takes the mapping of the deepest folder, and joins its address by a slash', async () => {
    await start()
    await map('remote', `${base}/shallow`)
    await map('remote/deep', `${base}/deep?file=`)

    await get('image/upload/remote/a.jpg')
    await get('image/upload/remote/deep/b/c.jpg')
    await get('image/upload/remote/deeper.jpg')

    expect(asked).toEqual(['/shallow/a.jpg', '/deep?file=b/c.jpg', '/shallow/deeper.jpg'])
  })

  it('stores raw files with their extension', async () => {
    await start()
    await map('remote', `${base}/`)
    answer = (_request, response) => void response.end('some text')

    expect(await get('raw/upload/remote/notes.txt')).toMatchObject({ status: 200, bytes: 9 })
    expect(asked).toEqual(['/notes.txt'])
  })

  it('uploads by the preset of the mapping, which cannot change the name', async () => {
    await start()
    await admin('POST', '/upload_presets', {
      name: 'auto',
      tags: 'mapped',
      asset_folder: 'elsewhere',
      folder: 'other',
      transformation: 'c_scale,w_50',
    })
    await map('remote', `${base}/`, { upload_preset_name: 'auto' })

    expect(await get('image/upload/remote/a.jpg')).toMatchObject({ status: 200, width: '50' })

    const details = await admin('POST', '/image/explicit', { type: 'upload', public_id: 'remote/a' })
    expect(details).toMatchObject({ tags: ['mapped'], asset_folder: 'elsewhere', width: 50 })
  })

  it('leaves assets alone that are there', async () => {
    await start()
    await map('remote', `${base}/`)
    await get('image/upload/remote/a.jpg')
    await admin('DELETE', '/upload_mappings', { folder: 'remote' })

    expect(await get('image/upload/remote/a.jpg')).toMatchObject({ status: 200 })
    expect(await get('image/upload/remote/b.jpg')).toMatchObject({ status: 404 })
    expect(asked).toEqual(['/a.jpg'])
  })
})

describe('what cannot be had', () => {
  it('is a 404 that says nothing of the origin, which is asked again after a minute', async () => {
    await start()
    await map('remote', `${base}/`)
    const found = answer
    answer = (_request, response) => void response.writeHead(404).end()

    const missing = await get('image/upload/remote/a.jpg')
    answer = found
    const again = await get('image/upload/remote/a.jpg')
    clock.advance(61_000)
    const later = await get('image/upload/remote/a.jpg')

    expect(missing).toMatchObject({ status: 404, error: 'Resource not found - remote/a' })
    expect(again.status).toBe(404)
    expect(later.status).toBe(200)
    expect(asked).toHaveLength(2)
  })

  it('is asked for at once when the mapping has another address', async () => {
    await start()
    await map('remote', 'http://127.0.0.1:1/')
    expect(await get('image/upload/remote/a.jpg')).toMatchObject({ status: 404 })

    await admin('PUT', '/upload_mappings', { folder: 'remote', template: `${base}/` })

    expect(await get('image/upload/remote/a.jpg')).toMatchObject({ status: 200 })
  })

  it('is a 404 when the address is of a private network', async () => {
    await start({})
    await map('remote', `${base}/`)

    expect(await get('image/upload/remote/a.jpg')).toMatchObject({ status: 404 })
    expect(asked).toEqual([])
  })

  it('is a 400 when the file is none of that kind, and nothing is stored', async () => {
    await start()
    await map('remote', `${base}/`)
    answer = (_request, response) => void response.end('no picture')

    const first = await get('image/upload/remote/a.jpg')
    const second = await get('image/upload/remote/a.jpg')

    expect(first).toMatchObject({ status: 400, error: 'Invalid image file' })
    expect(second).toMatchObject({ status: 400, error: 'Invalid image file' })
    expect(asked).toHaveLength(1)
  })

  it('stays inside the mapped address, whatever the name', async () => {
    await start()
    await map('remote', `${base}/public/`)

    const paths = ['remote/%252e%252e/secret.jpg', 'remote/..%2f..%2fsecret.jpg', 'remote//secret.jpg', 'remote/.jpg']
    const answers = await Promise.all(paths.map((path) => get(`image/upload/${path}`)))

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400])
    expect(asked).toEqual([])
  })

  it('is not looked for outside of mapped folders, and by other types', async () => {
    await start()
    await map('remote', `${base}/`)

    expect((await get('image/upload/remotely/a.jpg')).status).toBe(404)
    expect((await get('image/upload/remote.jpg')).status).toBe(404)
    expect((await get('image/private/remote/a.jpg')).status).toBeGreaterThanOrEqual(400)
    expect(asked).toEqual([])
  })
})
