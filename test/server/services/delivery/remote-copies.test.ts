import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ManualClock, manualClock } from '../../../../server/adapters/clock/manual.ts'
import {
  type DeliveryStack,
  type DeliveryStackOptions,
  SETTINGS,
  startDelivery,
} from '../../../support/delivery-stack.ts'
import { photo } from '../../../support/fixture-files.ts'

const DAY_MS = 24 * 60 * 60 * 1000
let origin: Server
let answer: RequestListener
let asked: { url: string | undefined; ifNoneMatch: string | undefined }[]
let base: string
let stack: DeliveryStack
let clock: ManualClock

beforeEach(async () => {
  asked = []
  origin = createServer((request, response) => {
    asked.push({ url: request.url, ifNoneMatch: request.headers['if-none-match'] })
    answer(request, response)
  })
  await new Promise<void>((done) => origin.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`
  clock = manualClock(Date.UTC(2026, 5, 1))
})
afterEach(async () => {
  await stack.close()
  origin.closeAllConnections()
  origin.close()
})

async function start(options: DeliveryStackOptions = {}): Promise<void> {
  stack = await startDelivery({ clock, fetchAllowPrivate: ['127.0.0.1:*'], ...options })
}

async function serve(width: number, etag: string): Promise<void> {
  const picture = await photo({ w: width, h: 40 })
  answer = (request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end()
    else response.setHeader('ETag', etag).setHeader('Content-Type', 'text/html').end(picture)
  }
}

async function widthOf(path: string): Promise<string | undefined> {
  const response = await stack.get(path)
  await response.arrayBuffer()
  return /width=(\d+)/.exec(response.headers.get('server-timing') ?? '')?.[1] ?? String(response.status)
}

describe('a fetched file', () => {
  it('is delivered, transformed, and asked for once', async () => {
    await start()
    await serve(60, '"1"')

    const original = await stack.get(`image/fetch/${base}/a.jpg`)
    const derived = await stack.get(`image/fetch/w_30,f_png/${encodeURIComponent(`${base}/a.jpg`)}`)

    expect([original.status, derived.status]).toEqual([200, 200])
    expect(original.headers.get('content-type')).toBe('image/jpeg')
    expect(derived.headers.get('content-type')).toBe('image/png')
    expect(asked).toHaveLength(1)
  })

  it('is asked for once by a herd', async () => {
    await start()
    await serve(60, '"1"')

    const responses = await Promise.all(
      Array.from({ length: 100 }, () => stack.get(`image/fetch/w_30/${base}/herd.jpg`)),
    )

    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]))
    expect(asked).toHaveLength(1)
    expect(stack.counts.renders).toBe(1)
  })

  it('is found with the query of the request, but without what is ours', async () => {
    await start()
    await serve(60, '"1"')

    await stack.get(`image/fetch/${base}/a.jpg?x=1&_a=BAMAJ&y=2`)
    await stack.get(`image/fetch/${base}/a.jpg%3Fx%3D1%26y%3D2`)

    expect(asked).toEqual([{ url: '/a.jpg?x=1&y=2', ifNoneMatch: undefined }])
  })

  it('is compared with its origin after 30 days, and replaced when it changed', async () => {
    await start()
    await serve(60, '"1"')
    const path = `image/fetch/w_1.0/${base}/a.jpg`
    const widths = [await widthOf(path)]
    await serve(80, '"2"')

    clock.advance(29 * DAY_MS)
    widths.push(await widthOf(path))
    clock.advance(2 * DAY_MS)
    widths.push(await widthOf(path), await widthOf(path))

    expect(widths).toEqual(['60', '60', '80', '80'])
    expect(asked.map(({ ifNoneMatch }) => ifNoneMatch)).toEqual([undefined, '"1"'])
  })

  it('that did not change is not made again', async () => {
    await start()
    await serve(60, '"1"')
    const path = `image/fetch/w_30/${base}/a.jpg`
    await widthOf(path)
    clock.advance(31 * DAY_MS)

    await widthOf(path)
    await widthOf(path)

    expect(asked).toHaveLength(2)
    expect(stack.counts.renders).toBe(1)
  })

  it('is delivered on when its origin is gone', async () => {
    await start()
    await serve(60, '"1"')
    const path = `image/fetch/w_30/${base}/a.jpg`
    await widthOf(path)
    answer = (_request, response) => void response.destroy()
    clock.advance(31 * DAY_MS)

    const widths = [await widthOf(path), await widthOf(path)]

    expect(widths).toEqual(['30', '30'])
    expect(asked).toHaveLength(2)
  })

  it('can lie over another picture', async () => {
    await start()
    await serve(60, '"1"')
    await stack.put('base', await photo({ w: 100, h: 100 }))
    const layer = Buffer.from(`${base}/layer.jpg`).toString('base64url')

    expect(await widthOf(`image/upload/l_fetch:${layer}/fl_layer_apply/base.jpg`)).toBe('100')
    expect(asked).toHaveLength(1)
  })
})

describe('fetching fails clearly when', () => {
  const large = Buffer.alloc(100_000)
  it.each<[string, RequestListener, number, RegExp]>([
    ['the origin has nothing', (_q, r) => r.writeHead(404).end(), 404, /^Error in loading http:.* 404$/],
    ['the origin fails', (_q, r) => r.writeHead(500).end(), 404, /^Error in loading/],
    ['the connection breaks', (_q, r) => void r.destroy(), 404, /could not be reached/],
    ['it is a web page', (_q, r) => r.end('<!doctype html><p>hello'), 400, /it is not an image/],
    ['it is empty', (_q, r) => r.end(), 400, /it is not an image/],
    ['it is a broken image', (_q, r) => r.end(Buffer.from('ffd8ffe000104a464946', 'hex')), 400, /cannot be decoded/],
    ['it is too large', (_q, r) => r.end(large), 400, /larger than 50000 bytes/],
  ])('%s', async (_what, listener, status, reason) => {
    await start({ settings: { limits: { ...SETTINGS.limits, imageBytes: 50_000 } } })
    answer = listener

    const response = await stack.get(`image/fetch/w_10/${base}/a.jpg`)

    expect(response.headers.get('x-cld-error')).toMatch(reason)
    expect(response.status).toBe(status)
    expect((await stack.get(`image/fetch/w_10/${base}/a.jpg`)).status).toBe(status)
  })

  it('the address is private', async () => {
    await start({ fetchAllowPrivate: [] })

    const response = await stack.get(`image/fetch/${base}/a.jpg`)

    expect(response.status).toBe(400)
    expect(asked).toHaveLength(0)
  })

  it('the environment does not allow the host', async () => {
    await start({ settings: { allowedFetchHosts: ['images.example', '*.cdn.example'] } })

    const response = await stack.get(`image/fetch/${base}/a.jpg`)

    expect(response.status).toBe(401)
    expect(response.headers.get('x-cld-error')).toContain('127.0.0.1')
  })

  it('and a default image stands in', async () => {
    await start()
    await stack.put('fallback', await photo({ w: 90, h: 60 }))
    answer = (_request, response) => response.writeHead(404).end()

    const response = await stack.get(`image/fetch/d_fallback.jpg/${base}/a.jpg`)

    expect(response.status).toBe(200)
    expect(response.headers.get('x-cld-error')).toContain('Error in loading')
  })
})
