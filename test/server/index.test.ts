import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { DataFolderError } from '../../server/data-folder/data-folder-error.ts'
import { createTintype, type Tintype } from '../../server/index.ts'

const opened: { close(): Promise<unknown> }[] = []

afterEach(async () => {
  for (const thing of opened.splice(0).reverse()) await thing.close()
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-library-'))
  opened.push({ close: () => rm(folder, { recursive: true, force: true }) })
  return folder
}

async function open(data: string): Promise<Tintype> {
  const tintype = await createTintype({ data, logLevel: 'silent' })
  opened.push(tintype)
  return tintype
}

async function listen(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const server: Server = createServer(listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  opened.push({
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function signed(parameters: Record<string, string>, { credentials }: Tintype): FormData {
  const all: Record<string, string> = { ...parameters, timestamp: String(Math.floor(Date.now() / 1000)) }
  const text = Object.keys(all)
    .sort()
    .map((key) => `${key}=${all[key]}`)
    .join('&')
  const form = new FormData()
  for (const [key, value] of Object.entries(all)) form.set(key, value)
  form.set('api_key', credentials.apiKey)
  form.set(
    'signature',
    createHash('sha256')
      .update(text + credentials.apiSecret)
      .digest('hex'),
  )
  return form
}

const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#2255aa' } })

describe('createTintype', () => {
  it('serves below any path of a foreign Express application, beside its other routes', async () => {
    const tintype = await open(await newFolder())
    const app = express()
    app.get('/hello', (_request, response) => {
      response.send('hi')
    })
    app.use('/media/files', tintype.router)
    app.use((_request, response) => {
      response.status(404).send('not ours')
    })
    const base = await listen(app)
    const form = signed({ public_id: 'folder/a b' }, tintype)
    form.set('file', new Blob([await picture.png().toBuffer()]), 'x.png')

    const upload = await fetch(`${base}/media/files/v1_1/demo/image/upload`, { method: 'POST', body: form })
    const asset = (await upload.json()) as { url: string; version: number }
    const derived = await fetch(`${base}/media/files/demo/image/upload/w_32/v1/folder/a%20b.png`)
    const missing = await fetch(`${base}/media/files/demo/image/upload/nothing.png`)

    expect(upload.status).toBe(200)
    expect(asset.url).toBe(`${base}/media/files/demo/image/upload/v${asset.version}/folder/a%20b.png`)
    expect((await fetch(asset.url)).headers.get('content-type')).toBe('image/png')
    expect(await sharp(await derived.arrayBuffer()).metadata()).toMatchObject({ width: 32, height: 24, format: 'png' })
    expect(missing.status).toBe(404)
    expect(await (await fetch(`${base}/hello`)).text()).toBe('hi')
    expect(await (await fetch(`${base}/elsewhere`)).text()).toBe('not ours')
    expect((await fetch(`${base}/media/files/healthz`)).status).toBe(200)
  })

  it('is ready until it is asked to stop', async () => {
    const tintype = await open(await newFolder())
    const base = await listen(tintype.handler)

    const before = await fetch(`${base}/readyz`)
    tintype.stopAccepting()
    const after = await fetch(`${base}/readyz`)

    expect([before.status, after.status]).toEqual([200, 503])
  })

  it('keeps its data folder to itself, and gives it free when it is closed', async () => {
    const folder = await newFolder()
    const tintype = await open(folder)

    await expect(createTintype({ data: folder, logLevel: 'silent' })).rejects.toThrow(DataFolderError)
    await tintype.close()
    const again = await open(folder)

    expect(again.credentials).toEqual(tintype.credentials)
  })

  it('answers a path that is nobody’s with a 404 and an id of the request', async () => {
    const tintype = await open(await newFolder())
    const base = await listen(tintype.handler)

    const api = await fetch(`${base}/v1_1/demo/no/such/thing`, {
      method: 'POST',
      headers: { 'X-Request-Id': 'mine-1' },
    })
    const page = await fetch(`${base}/console/`, { headers: { Accept: 'text/html' } })

    expect(api.status).toBe(404)
    expect(api.headers.get('x-request-id')).toBe('mine-1')
    expect(page.status).toBe(404)
    expect(page.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
  })
})
