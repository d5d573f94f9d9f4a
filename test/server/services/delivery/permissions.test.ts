import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAuthToken } from '../../../../server/security/auth-token.ts'
import { signUrl } from '../../../../server/security/url-signature.ts'
import { API_SECRET, CLOUD, type DeliveryStack, startDelivery } from '../../../support/delivery-stack.ts'
import { photo } from '../../../support/fixture-files.ts'

const TOKEN_KEY = '00112233ff99'
let stack: DeliveryStack

beforeAll(async () => {
  stack = await startDelivery({ settings: { authTokenKeys: [{ name: 'main', key: TOKEN_KEY }] } })
  const picture = await photo({ w: 60, h: 40 })
  await stack.put('open', picture)
  await stack.put('secret', picture, { type: 'authenticated' })
  await stack.put('own', picture, { type: 'private' })
  await stack.put('closed', picture, { accessMode: 'authenticated' })
  await stack.put('notes.txt', 'x', { type: 'private', resourceType: 'raw' })
  const hour = 3_600_000
  const now = Date.now()
  await stack.put('later', picture, { accessControl: [{ accessType: 'anonymous', start: now + hour }] })
  await stack.put('over', picture, { accessControl: [{ accessType: 'anonymous', end: now - hour }] })
  await stack.put('now', picture, {
    accessControl: [{ accessType: 'anonymous', start: now - hour, end: now + hour }],
  })
  await stack.put('token', picture, { accessControl: [{ accessType: 'token' }] })
})
afterAll(() => stack.close())

const expiry = Math.floor(Date.now() / 1000) + 600
const signed = (type: string, text: string, secret = API_SECRET) =>
  `image/${type}/s--${signUrl(text, secret, 'sha1')}--/${text}`

async function status(path: string, init?: RequestInit): Promise<number> {
  const response = await stack.get(path, init)
  await response.arrayBuffer()
  return response.status
}

describe('assets of type', () => {
  it.each([
    ['upload, plain', 'image/upload/open.jpg', 200],
    ['upload, derived', 'image/upload/w_10/open.jpg', 200],
    ['upload, signed', signed('upload', 'w_10/open.jpg'), 200],
    ['upload, signed by another key', signed('upload', 'w_10/open.jpg', 'c'), 401],
    ['upload, signed for another chain', signed('upload', 'w_10/open.jpg').replace('w_10', 'w_11'), 401],
    ['upload, signed for another asset', signed('upload', 'w_10/open.jpg').replace('open', 'closed'), 401],
    ['authenticated, plain', 'image/authenticated/secret.jpg', 401],
    ['authenticated, derived', 'image/authenticated/w_10/secret.jpg', 401],
    ['authenticated, signed', signed('authenticated', 'secret.jpg'), 200],
    ['authenticated, derived and signed', signed('authenticated', 'w_10/secret.jpg'), 200],
    ['authenticated, asked for by another type', 'image/upload/secret.jpg', 404],
    ['private, plain', 'image/private/own.jpg', 401],
    ['private, as a download', 'image/private/fl_attachment/own.jpg', 401],
    ['private, derived', 'image/private/w_10/own.jpg', 200],
    ['private, signed', signed('private', 'own.jpg'), 200],
    ['private raw', 'raw/private/notes.txt', 401],
    ['private raw, signed', signed('private', 'notes.txt').replace('image', 'raw'), 200],
  ])('%s: %s is %d', async (_what, path, expected) => {
    expect(await status(path)).toBe(expected)
  })

  it('authenticated say why they are refused', async () => {
    const response = await stack.get('image/authenticated/secret.jpg')

    expect(response.headers.get('x-cld-error')).toMatch(/^Unauthenticated access/)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })

  it('restricted do not show as layers of unsigned URLs', async () => {
    expect(await status('image/upload/l_private:own/fl_layer_apply/open.jpg')).toBe(401)
    expect(await status('image/upload/l_authenticated:secret/fl_layer_apply/open.jpg')).toBe(401)
    expect(await status('image/upload/l_closed/fl_layer_apply/open.jpg')).toBe(401)
    expect(await status(signed('upload', 'l_private:own/fl_layer_apply/open.jpg'))).toBe(200)
  })
})

describe('access rules of an asset', () => {
  it.each([
    ['closed', 401],
    ['later', 401],
    ['over', 401],
    ['now', 200],
    ['token', 401],
  ])('leave %s at %d for strangers', async (name, expected) => {
    expect(await status(`image/upload/${name}.jpg`)).toBe(expected)
  })

  it('are kept from shared caches', async () => {
    const response = await stack.get('image/upload/now.jpg')

    expect(response.headers.get('cache-control')).toMatch(/^private,/)
  })
})

describe('an access token', () => {
  const path = `/${CLOUD}/image/upload/token.jpg`
  const forPath = makeAuthToken({ key: TOKEN_KEY, expiry, url: path })
  const forAll = makeAuthToken({ key: TOKEN_KEY, expiry, acl: [`/${CLOUD}/*`] })

  it.each([
    ['for this path', forPath, 200],
    ['for a pattern', forAll, 200],
    ['for another path', makeAuthToken({ key: TOKEN_KEY, expiry, url: `${path}x` }), 401],
    ['for another pattern', makeAuthToken({ key: TOKEN_KEY, expiry, acl: ['/other/*'] }), 401],
    ['of another key', makeAuthToken({ key: 'aa', expiry, url: path }), 401],
    ['that is over', makeAuthToken({ key: TOKEN_KEY, expiry: 1000, url: path }), 401],
    ['for another address', makeAuthToken({ key: TOKEN_KEY, expiry, ip: '192.0.2.1', url: path }), 401],
    ['for this address', makeAuthToken({ key: TOKEN_KEY, expiry, ip: '127.0.0.1', url: path }), 200],
    ['that is none', 'x', 401],
  ])('%s in the query gives %d', async (_what, token, expected) => {
    expect((await fetch(`${stack.base}${path}?__cld_token__=${token}`)).status).toBe(expected)
    expect((await fetch(`${stack.base}${path}?__cld_token__=${token}&_a=BAMAJ`)).status).toBe(expected)
  })

  it('works as a cookie too', async () => {
    const headers = { Cookie: `other=1; __cld_token__=${forAll}` }

    expect(await status('image/upload/token.jpg', { headers })).toBe(200)
    expect(await status('image/authenticated/secret.jpg', { headers })).toBe(200)
    expect(await status('image/upload/token.jpg')).toBe(401)
  })

  it('does not open the file for those who come after it without', async () => {
    const url = `image/authenticated/w_12/secret.jpg`
    await status(url, { headers: { Cookie: `__cld_token__=${forAll}` } })

    expect(await status(url)).toBe(401)
  })
})

describe('strict transformations', () => {
  let strict: DeliveryStack
  beforeAll(async () => {
    strict = await startDelivery({ settings: { strictTransformations: true } })
    const asset = await strict.put('open', await photo({ w: 60, h: 40 }))
    await strict.name('allowed', 'w_20', true)
    await strict.name('other', 'w_21', false)
    const hints = { accepts: [], dpr: null, width: null, saveData: false }
    const { environment } = strict
    await strict.derivations.derive({ environment, asset, transformation: 'w_30', extension: 'jpg', hints })
  })
  afterAll(() => strict.close())

  it.each([
    ['an original', 'image/upload/open.jpg', 200],
    ['a conversion', 'image/upload/open.png', 200],
    ['an unknown chain', 'image/upload/w_10/open.jpg', 401],
    ['a signed chain', signed('upload', 'w_10/open.jpg'), 200],
    ['an allowed named chain', 'image/upload/t_allowed/open.jpg', 200],
    ['an allowed one with something more', 'image/upload/t_allowed/w_10/open.jpg', 401],
    ['another named chain', 'image/upload/t_other/open.jpg', 401],
    ['a chain made before', 'image/upload/w_30/open.jpg', 200],
    ['a chain made before with another extension', 'image/upload/w_30/open.png', 401],
  ])('answer %s, %s, with %d', async (_what, path, expected) => {
    expect((await strict.get(path)).status).toBe(expected)
  })
})

describe('tag lists', () => {
  it('are refused where they are switched off', async () => {
    expect(await status('image/list/cats.json')).toBe(401)
  })

  it('name the open assets with the tag', async () => {
    const listing = await startDelivery({ settings: { resourceListEnabled: true } })
    const picture = await photo({ w: 60, h: 40 })
    await listing.put('a', picture, { tags: ['cats'], context: { caption: 'A cat' } })
    await listing.put('b', picture, { tags: ['cats'], accessMode: 'authenticated' })
    await listing.put('c', picture, { tags: ['dogs'] })

    const response = await listing.get('image/list/v12/cats.json')

    expect(response.headers.get('content-type')).toContain('application/json')
    expect(response.headers.get('cache-control')).toBe('public, max-age=60')
    expect(await response.json()).toMatchObject({
      resources: [{ public_id: 'a', format: 'jpg', width: 60, height: 40, context: { custom: { caption: 'A cat' } } }],
    })
    await listing.close()
  })
})

describe('hosts', () => {
  it('may stand for a cloud, by table or by label', async () => {
    const hosted = await startDelivery({ hosts: new Map([['media.example', CLOUD]]) })
    await hosted.put('open', await photo({ w: 60, h: 40 }))
    const ask = async (host: string, path: string) => {
      const { promise, resolve } = Promise.withResolvers<number>()
      const { request } = await import('node:http')
      request(hosted.base + path, { headers: { Host: host } }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      }).end()
      return promise
    }

    expect(await ask('media.example', '/image/upload/open.jpg')).toBe(200)
    expect(await ask('demo-res.example', '/image/upload/w_10/open.jpg')).toBe(200)
    expect(await ask('demo-res-3.example:8080', '/iu/open.jpg')).toBe(200)
    expect(await ask('other.example', '/image/upload/open.jpg')).toBe(404)
    expect(await ask('other.example', '/demo/image/upload/open.jpg')).toBe(200)
    expect(await ask('other.example', '/res/demo/image/upload/open.jpg')).toBe(200)
    await hosted.close()
  })
})

describe('caches keep an asset with a window', () => {
  const minute = 60_000
  const cacheControl = async (path: string) => (await stack.get(path)).headers.get('cache-control') ?? ''
  const maxAge = (text: string) => Number(/\bmax-age=(\d+)/.exec(text)?.[1])

  it.each([
    ['the original', 'image/upload/soon.jpg'],
    ['the original by its version', 'image/upload/v{version}/soon.jpg'],
    ['what is made from it', 'image/upload/w_10/soon.jpg'],
  ])('no longer than that is open: %s', async (_what, path) => {
    const end = Date.now() + 2 * minute
    const { version } = await stack.put('soon', await photo({ w: 60, h: 40 }), {
      accessControl: [{ accessType: 'anonymous', end }],
    })

    const text = await cacheControl(path.replace('{version}', String(version)))

    expect(text).toMatch(/^private\b/)
    expect(text).not.toContain('stale-while-revalidate')
    expect(maxAge(text)).toBeLessThanOrEqual(120)
    expect(maxAge(text)).toBeGreaterThan(60)
  })

  it('as long as the longest that is open', async () => {
    const now = Date.now()
    await stack.put('several', await photo({ w: 60, h: 40 }), {
      accessControl: [
        { accessType: 'anonymous', end: now + minute },
        { accessType: 'anonymous', end: now + 3 * minute },
        { accessType: 'anonymous', start: now + 10 * minute },
      ],
    })

    const age = maxAge(await cacheControl('image/upload/several.jpg'))

    expect(age).toBeLessThanOrEqual(180)
    expect(age).toBeGreaterThan(120)
  })

  it('as ever when it has no end', async () => {
    await stack.put('endless', await photo({ w: 60, h: 40 }), {
      accessControl: [{ accessType: 'anonymous', start: 1 }],
    })

    expect(maxAge(await cacheControl('image/upload/endless.jpg'))).toBe(3600)
  })
})
