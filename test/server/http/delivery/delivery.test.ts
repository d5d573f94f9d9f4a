import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLOUD, type DeliveryStack, startDelivery } from '../../../support/delivery-stack.ts'
import { photo } from '../../../support/fixture-files.ts'

let stack: DeliveryStack
let original: Buffer
let version: number

beforeAll(async () => {
  stack = await startDelivery()
  original = await photo({ w: 640, h: 427 })
  version = (await stack.put('photo', original)).version
  await stack.put('folder/pic', original)
  await stack.put('my.file.jpgz', original)
  await stack.put('notes.txt', 'hello', { resourceType: 'raw' })
  await stack.put('page.html', '<script>alert(1)</script>', { resourceType: 'raw' })
  await stack.put('Ünïcode', original)
})
afterAll(() => stack.close())

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

describe('an original', () => {
  it('is delivered bit for bit', async () => {
    const response = await stack.get('image/upload/photo.jpg')

    expect(response.status).toBe(200)
    expect(await bytesOf(response)).toEqual(original)
  })

  it('has all headers of a media file', async () => {
    const response = await stack.get('image/upload/photo.jpg')

    const md5 = createHash('md5').update(original).digest('hex')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(original.length),
      'accept-ranges': 'bytes',
      etag: `"${md5}"`,
      'last-modified': new Date(version * 1000).toUTCString(),
      'cache-control': 'public, no-transform, max-age=3600, stale-while-revalidate=60',
      'access-control-allow-origin': '*',
      'timing-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
    expect(response.headers.get('access-control-expose-headers')).toContain('X-Cld-Error')
    expect(response.headers.get('server-timing')).toContain('width=640,height=427')
    expect(response.headers.get('vary')).toBeNull()
    expect(response.headers.get('content-disposition')).toBeNull()
    expect(response.headers.get('x-powered-by')).toBeNull()
  })

  it.each([
    ['its own version', () => `v${version}/`, 'public, no-transform, immutable, max-age=2592000'],
    ['another version', () => 'v12/', 'public, no-transform, max-age=3600, stale-while-revalidate=60'],
    ['the version that SDKs insert', () => 'v1/', 'public, no-transform, max-age=3600, stale-while-revalidate=60'],
  ])('may be kept by caches, asked for by %s', async (_what, segment, expected) => {
    const response = await stack.get(`image/upload/${segment()}photo.jpg`)

    expect(response.headers.get('cache-control')).toBe(expected)
    expect(response.headers.get('etag')).toBe(`"${createHash('md5').update(original).digest('hex')}"`)
  })

  it.each([
    'image/upload/photo.jpg',
    'image/upload/photo',
    'image/upload/photo.jpeg',
    'image/upload/photo.JPG',
    'image/upload//photo.jpg',
    'image/public/photo.jpg',
    'iu/photo.jpg',
    'photo.jpg',
    'images/photo/some-title.jpg',
    'image/upload/photo.jpg?_a=BAMAJaUq0',
    'image/upload/folder/pic.jpg',
    'image/upload/v1/folder/pic.jpg',
    'image/upload/folder%2Fpic.jpg',
    'image/upload/my.file.jpgz',
    `image/upload/${encodeURIComponent('Ünïcode')}.jpg`,
  ])('is found as %s', async (path) => {
    const response = await stack.get(path)

    expect(response.status, response.headers.get('x-cld-error') ?? '').toBe(200)
    expect(await bytesOf(response)).toEqual(original)
  })

  it('is a download on request, under the wanted name', async () => {
    const named = await stack.get('image/upload/fl_attachment:pretty_flower/photo.jpg')
    const own = await stack.get('image/upload/fl_attachment/folder/pic.jpg')

    expect(named.headers.get('content-disposition')).toBe('attachment; filename="pretty_flower.jpg"')
    expect(own.headers.get('content-disposition')).toBe('attachment; filename="pic.jpg"')
    expect(await bytesOf(own)).toEqual(original)
  })
})

describe('a raw file', () => {
  it('is delivered with the type of its extension', async () => {
    const response = await stack.get('raw/upload/notes.txt')

    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBeNull()
    expect(await response.text()).toBe('hello')
  })

  it('is found by the form that ends in a suffix', async () => {
    const response = await stack.get('files/notes/what-we-said.txt')

    expect(await response.text()).toBe('hello')
  })

  it('that could run as a page is a download', async () => {
    const response = await stack.get('raw/upload/page.html')

    expect(response.headers.get('content-disposition')).toBe('attachment; filename="page.html"')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
  })

  it('can be a download, and nothing else can be done to it', async () => {
    const download = await stack.get('raw/upload/fl_attachment:other/notes.txt')
    const resized = await stack.get('raw/upload/w_100/notes.txt')

    expect(download.headers.get('content-disposition')).toBe('attachment; filename="other.txt"')
    expect(resized.status).toBe(400)
    expect(resized.headers.get('x-cld-error')).toContain('w_100')
  })
})

describe('a video, which nobody here reads', () => {
  const clip = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), Buffer.alloc(1000)])
  beforeAll(() => stack.put('clip', clip, { resourceType: 'video' }))

  it.each(['clip.mp4', 'clip', 'fl_attachment/clip.mp4'])('is delivered as it is as %s', async (path) => {
    const response = await stack.get(`video/upload/${path}`)

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('video/mp4')
    expect(await bytesOf(response)).toEqual(clip)
  })

  it('can be read in parts, as players do', async () => {
    const response = await stack.get('video/upload/clip.mp4', { headers: { Range: 'bytes=10-19' } })

    expect(response.status).toBe(206)
    expect(await bytesOf(response)).toEqual(clip.subarray(10, 20))
  })

  it.each([
    ['w_100/clip.mp4', /^This file was not read when it was stored/],
    ['clip.webm', /^This file was not read when it was stored/],
    ['clip.jpg', /^This file was not read when it was stored/],
    ['so_1/clip.jpg', /^This file was not read when it was stored/],
  ])('is refused clearly as %s', async (path, message) => {
    const response = await stack.get(`video/upload/${path}`)

    expect(response.status).toBe(400)
    expect(response.headers.get('x-cld-error')).toMatch(message)
  })
})

describe.each([
  ['from disk', 'image/upload/photo.png'],
  ['from memory', 'image/upload/w_100/photo.jpg'],
])('a file %s', (where, path) => {
  let whole: Buffer
  let headers: Headers
  beforeAll(async () => {
    const first = await stack.get(path)
    headers = first.headers
    whole = await bytesOf(first)
    if (where === 'from disk') stack.derivations.forgetEnvironment(stack.environment.id)
  })

  it('is the same the second time, with the same validators', async () => {
    const again = await stack.get(path)

    expect(again.headers.get('etag')).toBe(headers.get('etag'))
    expect(again.headers.get('last-modified')).toBe(headers.get('last-modified'))
    expect(again.headers.get('etag')).toBe(`"${createHash('md5').update(whole).digest('hex')}"`)
    expect(again.headers.get('server-timing')).toContain('desc=hit')
    expect(headers.get('server-timing')).toContain('desc=miss')
    expect(await bytesOf(again)).toEqual(whole)
  })

  it('answers a known tag with 304 and no body, with the headers of caching', async () => {
    const response = await stack.get(path, { headers: { 'If-None-Match': headers.get('etag') ?? '' } })

    expect(response.status).toBe(304)
    expect(await bytesOf(response)).toHaveLength(0)
    for (const name of ['etag', 'cache-control', 'last-modified', 'access-control-allow-origin']) {
      expect(response.headers.get(name)).toBe(headers.get(name))
    }
  })

  it('answers a known date with 304, an older one with 200', async () => {
    const date = headers.get('last-modified') ?? ''
    const known = await stack.get(path, { headers: { 'If-Modified-Since': date } })
    const older = new Date(Date.parse(date) - 1000).toUTCString()
    const unknown = await stack.get(path, { headers: { 'If-Modified-Since': older } })

    expect(known.status).toBe(304)
    expect(unknown.status).toBe(200)
  })

  it.each([
    ['bytes=0-99', (all: Buffer) => all.subarray(0, 100)],
    ['bytes=100-', (all: Buffer) => all.subarray(100)],
    ['bytes=-50', (all: Buffer) => all.subarray(-50)],
  ])('gives the range %s', async (range, expected) => {
    const response = await stack.get(path, { headers: { Range: range } })

    const part = expected(whole)
    expect(response.status).toBe(206)
    expect(response.headers.get('content-length')).toBe(String(part.length))
    expect(response.headers.get('content-range')).toMatch(new RegExp(`^bytes \\d+-\\d+/${whole.length}$`))
    expect(await bytesOf(response)).toEqual(part)
  })

  it('says what is possible when a range lies behind its end', async () => {
    const response = await stack.get(path, { headers: { Range: 'bytes=99999999-' } })

    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe(`bytes */${whole.length}`)
  })

  it('is sent whole when If-Range names another file', async () => {
    const response = await stack.get(path, { headers: { Range: 'bytes=0-9', 'If-Range': '"other"' } })

    expect(response.status).toBe(200)
    expect(await bytesOf(response)).toEqual(whole)
  })

  it('answers HEAD like GET, without the body', async () => {
    const response = await stack.get(path, { method: 'HEAD' })

    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe(String(whole.length))
    expect(response.headers.get('etag')).toBe(headers.get('etag'))
    expect(await bytesOf(response)).toHaveLength(0)
  })
})

describe('HEAD', () => {
  it('may make the file', async () => {
    const before = stack.counts.renders

    const response = await stack.get('image/upload/w_77/photo.jpg', { method: 'HEAD' })

    expect(response.status).toBe(200)
    expect(stack.counts.renders).toBe(before + 1)
  })
})

describe('other methods', () => {
  it('OPTIONS allows every page to read', async () => {
    const response = await stack.get('image/upload/photo.jpg', { method: 'OPTIONS' })

    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-methods')).toContain('HEAD')
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s is refused, naming what is allowed', async (method) => {
    const response = await stack.get('image/upload/photo.jpg', { method })

    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  })
})

describe('negotiation', () => {
  it.each([
    ['image/avif,image/webp,*/*', 'image/avif'],
    ['image/webp,*/*', 'image/webp'],
    ['image/png,*/*', 'image/jpeg'],
    ['image/webp;q=0,*/*', 'image/jpeg'],
  ])('of the format by Accept %s gives %s, and says so in Vary', async (accept, expected) => {
    for (const _time of ['made', 'kept']) {
      const response = await stack.get('image/upload/w_50,f_auto/photo.jpg', { headers: { Accept: accept } })

      expect(response.headers.get('content-type')).toBe(expected)
      expect(response.headers.get('vary')).toBe('Accept')
    }
  })

  it('of the pixel ratio rounds up, and says so in Vary', async () => {
    const response = await stack.get('image/upload/w_50,dpr_auto/photo.jpg', { headers: { DPR: '1.2' } })

    expect(response.headers.get('server-timing')).toContain('width=100,')
    expect(response.headers.get('vary')).toBe('Sec-CH-DPR, DPR')
  })

  it('of the width rounds up to the step, and says so in Vary', async () => {
    const response = await stack.get('image/upload/c_limit,w_auto/photo.jpg', { headers: { 'Sec-CH-Width': '201' } })

    expect(response.headers.get('server-timing')).toContain('width=300,')
    expect(response.headers.get('vary')).toBe('Sec-CH-Width, Width')
  })

  it('does not happen where the URL leaves nothing open', async () => {
    const response = await stack.get('image/upload/w_51/photo.jpg', { headers: { Accept: 'image/avif', DPR: '2' } })

    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(response.headers.get('vary')).toBeNull()
  })

  it('makes one file for all clients that take the same formats', async () => {
    const before = stack.counts.renders
    for (const accept of ['image/webp', 'image/webp,image/*', 'text/html,image/webp;q=0.9,*/*;q=0.1']) {
      await stack.get('image/upload/w_52,f_auto/photo.jpg', { headers: { Accept: accept } })
    }

    expect(stack.counts.renders).toBe(before + 1)
  })
})

describe('fl_getinfo', () => {
  it('tells about the picture before and after', async () => {
    const response = await stack.get('image/upload/c_fill,h_100,w_100/fl_getinfo/photo.jpg')

    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await response.json()).toMatchObject({
      input: { width: 640, height: 427, bytes: original.length },
      output: { width: 100, height: 100, format: 'jpg', bytes: expect.any(Number) },
    })
  })
})

describe('errors', () => {
  it.each([
    ['image/upload/nothing.jpg', 404, 'Resource not found - nothing'],
    ['image/upload/ab_cd/nothing.jpg', 400, 'Invalid transformation component - ab_cd'],
    ['image/upload/w_abc/photo.jpg', 400, 'Invalid width in transformation: abc'],
    ['image/upload/w_1,my_dir/photo.jpg', 400, 'Invalid transformation component - w_1,my_dir'],
    ['image/upload/photo.zzz', 400, 'Invalid extension in transformation: zzz'],
    ['image/upload/t_nothing/photo.jpg', 400, 'Unknown transformation nothing'],
    [
      'image/upload/l_nothing/fl_layer_apply/photo.jpg',
      404,
      'Unknown or invalid referenced image nothing of type upload - it does not exist',
    ],
    ['image/upload/', 400, 'Invalid URL'],
    ['image/gravatar/0123456789abcdef.jpg', 404, 'Resource not found'],
    ['image/youtube/https://example.com/x', 404, 'Resource not found'],
    ['video/live/stream.m3u8', 404, 'Resource not found'],
    ['image/nosuch/photo.jpg', 400, 'Invalid type'],
    ['image/upload/e_gen_fill/photo.jpg', 400, ''],
  ])('%s is %d: %s', async (path, status, reason) => {
    const response = await stack.get(path)

    expect(response.headers.get('x-cld-error')?.slice(0, reason.length)).toBe(reason)
    expect(response.status).toBe(status)
    expect(response.headers.get('cache-control')).toBe('public, max-age=60')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('server-timing')).toContain('cld-error;desc="')
    expect((await response.text()).length).toBeLessThan(400)
  })

  it('name an unknown cloud as the player expects it', async () => {
    const response = await fetch(`${stack.base}/nobody/image/upload/photo.jpg`)

    expect(response.status).toBe(401)
    expect(response.headers.get('x-cld-error')).toBe('Unknown customer nobody')
  })

  it('are not kept: an asset that appears is delivered at once', async () => {
    const missing = await stack.get('image/upload/w_20/late.jpg')
    await stack.put('late', original)
    const found = await stack.get('image/upload/w_20/late.jpg')

    expect([missing.status, found.status]).toEqual([404, 200])
  })

  it('leave paths alone that are not of delivery', async () => {
    for (const path of ['/favicon.ico', '/widgets/x.js', '/healthz', '/_internal/x', '/']) {
      expect(await (await fetch(stack.base + path)).text()).toBe('not a delivery path')
    }
  })
})

describe('default images', () => {
  it('stand in for a missing asset, are marked and kept for a short time', async () => {
    const response = await stack.get('image/upload/d_folder:pic.jpg,w_30/missing.jpg')

    expect(response.status).toBe(200)
    expect(response.headers.get('server-timing')).toContain('width=30,')
    expect(response.headers.get('x-cld-error')).toBe('Resource not found - missing')
    expect(response.headers.get('cache-control')).toBe('private, max-age=60')
  })

  it('give way at once when the asset appears', async () => {
    await stack.get('image/upload/d_folder:pic.jpg,w_30/expected.jpg')
    await stack.put('expected', original)

    const response = await stack.get('image/upload/d_folder:pic.jpg,w_30/expected.jpg')

    expect(response.headers.get('x-cld-error')).toBeNull()
  })

  it('that are missing too leave the error', async () => {
    const response = await stack.get('image/upload/d_nothing.jpg/missing.jpg')

    expect(response.status).toBe(404)
  })
})

describe('a client that leaves', () => {
  it('in the middle of a large file does not leave the file open', async () => {
    const large = await photo({ w: 4000, h: 3000 })
    await stack.put('large', large)

    await new Promise<void>((done) => {
      const leaving = request(`${stack.base}/${CLOUD}/image/upload/large.jpg`, (response) => {
        response.once('data', () => {
          leaving.destroy()
          done()
        })
      })
      leaving.on('error', () => {})
      leaving.end()
    })

    const response = await stack.get('image/upload/large.jpg')
    expect((await bytesOf(response)).equals(large)).toBe(true)
    expect(stack.logged.filter(({ level }) => level === 'error')).toEqual([])
  })
})
