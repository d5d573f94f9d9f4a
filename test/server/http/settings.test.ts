/** Settings of a product environment, and that each of them holds: over HTTP, on a whole server. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeAuthToken } from '../../../server/security/auth-token.ts'
import { signUrl } from '../../../server/security/url-signature.ts'
import type { Answer } from '../../support/api-client.ts'
import { callOperation, type OperationCall } from '../../support/operation-client.ts'
import { preparedFolder } from '../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { operationNamed, picture } from '../contract/examples/world.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ settings: { fetchAllowPrivate: ['127.0.0.1:*', 'localhost:*'] } })
  await call('assets.upload', { parameters: { resource_type: 'image', public_id: 'pixel' }, file: picture })
})
afterAll(() => server.close())

/** What the tests change, as it was. */
let before: Record<string, unknown>
beforeEach(async () => {
  before = (await call('settings.get', {})).body as Record<string, unknown>
})
afterEach(async () => {
  expect((await change(before)).status).toBe(200)
})

function call(id: string, made: OperationCall): Promise<Answer> {
  return callOperation(server, operationNamed(id), made, server)
}

function change(settings: Readonly<Record<string, unknown>>): Promise<Answer> {
  return call('settings.update', { json: true, parameters: settings })
}

async function deliver(path: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${server.url}/${server.cloudName}/${path}`, { headers })
  await response.arrayBuffer()
  return { status: response.status, error: response.headers.get('x-cld-error'), headers: response.headers }
}

function signedPath(type: string, text: string): string {
  return `${type}/s--${signUrl(text, server.apiSecret, 'sha1')}--/${text}`
}

describe('PUT /settings', () => {
  it('changes what it names, leaves the rest, and gives all', async () => {
    const { status, body } = await change({ jxl: true, restricted_file_types: ['PDF', 'zip'] })

    expect(status).toBe(200)
    expect(body).toEqual({ ...before, jxl: true, restricted_file_types: ['pdf', 'zip'] })
    expect((await call('settings.get', {})).body).toEqual(body)
  })

  it('takes a form too', async () => {
    const { body } = await call('settings.update', {
      parameters: { jxl: '1', allowed_fetch_hosts: 'a.example, *.B.example' },
    })

    expect(body).toMatchObject({ jxl: true, allowed_fetch_hosts: ['a.example', '*.b.example'] })
  })

  it.each([
    [{ jlx: true }, 'Unknown setting jlx: did you mean jxl?'],
    [{ zzzzzzzzzzzz: 1 }, /^Unknown setting zzzzzzzzzzzz: expected one of folder_mode, /],
    [{ jxl: 'perhaps' }, 'Invalid value perhaps for parameter jxl: expected true or false'],
    [
      { allowed_fetch_hosts: ['https://a.example'] },
      /for parameter allowed_fetch_hosts: expected host names, such as example.com or \*\.example\.com$/,
    ],
    [{ restricted_media_types: ['facebok'] }, /for parameter restricted_media_types: expected one of upload, fetch,/],
    [{ admin_addresses: ['10.0.0.0/99'] }, /for parameter admin_addresses: expected IP addresses or networks/],
    [
      { auth_token_keys: [{ name: 'a', key: 'xyz' }] },
      /for parameter auth_token_keys: expected keys of an even number/,
    ],
    [{ auth_token_keys: [{ name: 'a' }] }, /there is no key a yet, so that the entry needs its key$/],
    [
      {
        auth_token_keys: [
          { name: 'a', key: '00ff00ff' },
          { name: 'a', key: '00ff00fe' },
        ],
      },
      /expected names that differ$/,
    ],
    [{ cors_origins: ['https://a.example/path'] }, /expected origins, such as https:\/\/example.com$/],
    [{ default_upload_preset: 'nobody' }, /there is no such upload preset$/],
    [{ cache_control: 'public\r\nX: y' }, /expected the value of a Cache-Control header$/],
    [{ rate_limits: { admin_calls_per_hour: 0 } }, /for parameter rate_limits: expected a whole number from 1/],
    [{ usage_limits: { transformations: -1 } }, /for parameter usage_limits: expected a number from 0 to/],
    [{ usage_limits: { when_reached: 'stop' } }, /for parameter usage_limits: expected warn or throttle$/],
    [{ media_limits: { image_max_size_bytes: 'much' } }, /for parameter media_limits: expected whole numbers$/],
    [{ folder_mode: 'fixed' }, /it is dynamic, and cannot be changed once there are assets$/],
    [{ admin_addresses: ['192.0.2.1'] }, /your own address 127\.0\.0\.1 is not among them, which would lock you out$/],
  ])('refuses %j by name, and changes nothing', async (settings, message) => {
    const { status, body } = await change({ strict_transformations: true, ...settings })

    expect(status).toBe(400)
    expect(body.error.message).toMatch(message)
    expect((await call('settings.get', {})).body).toEqual(before)
  })

  it('shows no key of tokens, and keeps the ones that are sent back without', async () => {
    await change({ auth_token_keys: [{ name: 'a', key: '00FF00FF' }] })

    const { body } = await change({ auth_token_keys: [{ name: 'b', key: '11111111' }, { name: 'a' }] })

    expect(body.auth_token_keys).toEqual([{ name: 'b' }, { name: 'a' }])
    expect(await deliverWithToken('00ff00ff')).toBe(200)
    expect(await deliverWithToken('11111111')).toBe(200)
    expect(await deliverWithToken('22222222')).toBe(401)
  })
})

async function deliverWithToken(key: string): Promise<number> {
  await call('assets.upload', {
    parameters: { resource_type: 'image', type: 'authenticated', public_id: 'guarded' },
    file: picture,
  })
  const expiry = Math.floor(Date.now() / 1000) + 60
  const path = 'image/authenticated/guarded'
  const token = makeAuthToken({ key, expiry, url: `/${server.cloudName}/${path}` })
  return (await deliver(`${path}?__cld_token__=${token}`)).status
}

describe('a setting', () => {
  it('strict_transformations refuses what is not signed, but for pages that are exempt', async () => {
    await change({ strict_transformations: true, strict_exempt_referrers: ['cms.example'] })

    expect((await deliver('image/upload/w_11/pixel')).error).toMatch(/^deny or ACL failure: strict/)
    expect((await deliver(signedPath('image/upload', 'w_12/pixel'))).status).toBe(200)
    expect((await deliver('image/upload/w_13/pixel', { referer: 'https://cms.example/page' })).status).toBe(200)
    expect((await deliver('image/upload/w_14/pixel', { referer: 'https://other.example/' })).status).toBe(401)
  })

  it('allowed_fetch_hosts refuses other origins', async () => {
    await change({ allowed_fetch_hosts: ['images.example'] })

    const { status, error } = await deliver('image/fetch/https://other.example/a.jpg')

    expect(status).toBe(401)
    expect(error).toContain('other.example')
  })

  it('allowed_fetch_hosts refuses what an allowed origin redirects to', async () => {
    let asked = 0
    const origin = createServer(({ url, headers }, response) => {
      asked += 1
      if (url === '/there.png') response.writeHead(200, { 'content-type': 'image/png' }).end(picture)
      else
        response.writeHead(302, { location: `http://${url?.slice(1)}:${headers.host?.split(':')[1]}/there.png` }).end()
    })
    await new Promise<void>((done) => origin.listen(0, '127.0.0.1', done))
    const base = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`
    await change({ allowed_fetch_hosts: ['127.0.0.1'] })

    try {
      const away = await deliver(`image/fetch/${base}/localhost`)
      expect(away).toMatchObject({ status: 401, error: expect.stringContaining('Fetching from localhost') })
      expect(asked).toBe(1)
      expect((await deliver(`image/fetch/${base}/127.0.0.1`)).status).toBe(200)
    } finally {
      origin.closeAllConnections()
      origin.close()
    }
  })

  it('restricted_media_types asks for signatures, also of what lies finished in memory', async () => {
    expect((await deliver('image/upload/w_15/pixel')).status).toBe(200)
    expect((await deliver('image/upload/w_15/pixel')).status).toBe(200)

    await change({ restricted_media_types: ['upload', 'fetch'] })

    const refused = await deliver('image/upload/w_15/pixel')
    expect(refused.status).toBe(401)
    expect(refused.error).toBe('Images of type upload are restricted in this account')
    expect((await deliver('video/fetch/https://a.example/b.mp4')).error).toBe(
      'Videos of type fetch are restricted in this account',
    )
    expect((await deliver(signedPath('image/upload', 'w_15/pixel'))).status).toBe(200)
  })

  it('restricted_file_types asks for signatures by what is delivered, not by what is stored', async () => {
    await call('assets.upload', {
      parameters: { resource_type: 'raw', public_id: 'archive.ZIP' },
      file: Buffer.from('PK'),
    })

    await change({ restricted_file_types: ['zip', 'png'] })

    expect((await deliver('raw/upload/archive.ZIP')).error).toMatch(/files of type zip are restricted/)
    expect((await deliver(signedPath('raw/upload', 'archive.ZIP'))).status).toBe(200)
    expect((await deliver('image/upload/pixel')).error).toMatch(/files of type png are restricted/)
    expect((await deliver('image/upload/pixel.jpg')).status).toBe(200)
    expect((await deliver('image/upload/f_png/pixel.jpg')).status).toBe(401)
  })

  it('allowed_referrers refuses other pages, whoever asked before', async () => {
    await change({ allowed_referrers: ['shop.example', '*.shop.example'] })
    const path = 'image/upload/w_16/pixel'

    const own = await deliver(path, { referer: 'https://www.shop.example/a' })
    expect(own.status).toBe(200)
    expect(own.headers.get('cache-control')).toMatch(/^private/)
    expect((await deliver(path, { referer: 'https://SHOP.example:8443/' })).status).toBe(200)
    expect((await deliver(path)).status).toBe(200)
    const foreign = await deliver(path, { referer: 'https://notshop.example/' })
    expect(foreign.status).toBe(401)
    expect(foreign.error).toBe('deny or ACL failure: pages on notshop.example cannot show media of this account')
  })

  it('resource_list opens and closes lists', async () => {
    expect((await deliver('image/list/cats.json')).status).toBe(401)

    await change({ resource_list: true })

    expect((await deliver('image/list/cats.json')).status).toBe(200)
  })

  it('signature_algorithm and signature_version refuse other signatures of uploads', async () => {
    await change({ signature_algorithm: 'sha256' })

    const { status, body } = await call('assets.upload', { parameters: { resource_type: 'image' }, file: picture })

    expect(status).toBe(401)
    expect(body.error.message).toMatch(/^Invalid Signature [0-9a-f]{40}\. String to sign/)
  })

  it('default_upload_preset applies to signed uploads that name none', async () => {
    await call('upload_presets.create', { parameters: { name: 'house', tags: 'from-preset' } })
    await change({ default_upload_preset: 'house' })

    const plain = await call('assets.upload', { parameters: { resource_type: 'image' }, file: picture })
    await change({ default_upload_preset: 'none' })
    const without = await call('assets.upload', { parameters: { resource_type: 'image' }, file: picture })

    expect(plain.body.tags).toEqual(['from-preset'])
    expect(without.body.tags).toEqual([])
  })

  it('media_limits lowers what may be uploaded, and cannot raise it', async () => {
    const { body } = await change({ media_limits: { raw_max_size_bytes: 5, image_max_px: 1e12 } })
    expect(body.media_limits).toMatchObject({ raw_max_size_bytes: 5, image_max_px: 50_000_000 })

    const upload = (bytes: number) =>
      call('assets.upload', { parameters: { resource_type: 'raw' }, file: Buffer.alloc(bytes, 'a') })

    expect((await upload(5)).status).toBe(200)
    const { status, body: refusal } = await upload(6)
    expect(status).toBe(400)
    expect(refusal.error.message).toMatch(/^File size too large\. Got \d+\. Maximum is 5\.$/)
  })

  it('cache_control is what deliveries say', async () => {
    await change({ unversioned_cache_control: 'public, max-age=7' })

    expect((await deliver('image/upload/pixel')).headers.get('cache-control')).toBe('public, max-age=7')
  })

  it('cors_origins keeps pages of other origins from uploading', async () => {
    const target = `${server.url}/v1_1/${server.cloudName}/image/upload`
    const from = (origin: string, method: string) => fetch(target, { method, headers: { origin } })
    expect((await from('https://any.example', 'OPTIONS')).headers.get('access-control-allow-origin')).toBe('*')

    await change({ cors_origins: ['https://Shop.example'] })

    const own = await from('https://shop.example', 'OPTIONS')
    expect(own.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(own.headers.get('vary')).toBe('Origin')
    expect((await from('https://any.example', 'OPTIONS')).headers.get('access-control-allow-origin')).toBeNull()
    const refused = await from('https://any.example', 'POST')
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({
      error: { message: 'Pages of https://any.example cannot use the upload API of this product environment' },
    })
  })

  it('admin_addresses keeps other addresses from the Admin API, not from uploads', async () => {
    const proxied = await startServer({ settings: { trustProxy: true } })
    const ask = (id: string, address: string, made: OperationCall = {}) =>
      callOperation(proxied, operationNamed(id), { ...made, headers: { 'x-forwarded-for': address } }, proxied)
    const list = { json: true, parameters: { admin_addresses: ['192.0.2.0/24', '2001:db8::1'] } }

    expect((await ask('settings.update', '192.0.2.7', list)).status).toBe(200)

    expect((await ask('environment.ping', '192.0.2.200')).status).toBe(200)
    expect((await ask('environment.ping', '2001:db8::1')).status).toBe(200)
    const refused = await ask('environment.ping', '198.51.100.1')
    expect(refused.status).toBe(403)
    expect(refused.body.error.message).toBe('The Admin API cannot be used from the address 198.51.100.1')
    const upload = { parameters: { resource_type: 'image' }, file: picture }
    expect((await ask('assets.upload', '198.51.100.1', upload)).status).toBe(200)
    await proxied.close()
  })
})

describe('TINTYPE_SETTINGS', () => {
  it('says the settings of the first environment when it is made, and no later', async () => {
    const folder = await preparedFolder(async () => {})
    const settings = {
      settings: { strict_transformations: true, folder_mode: 'fixed' },
      folderMode: 'dynamic',
    } as const
    const first = await startServer({ folder, settings })
    const made = await callOperation(first, operationNamed('settings.get'), {}, first)
    const changes = { strict_transformations: false, media_limits: { raw_max_size_bytes: 9 } }
    await callOperation(first, operationNamed('settings.update'), { json: true, parameters: changes }, first)
    await first.close()

    const second = await startServer({ folder, settings, removesFolder: true })
    const kept = await callOperation(second, operationNamed('settings.get'), {}, second)
    await second.close()

    expect(made.body).toMatchObject({ strict_transformations: true, folder_mode: 'fixed' })
    expect(kept.body).toMatchObject({ ...changes, folder_mode: 'fixed' })
  })

  it('stops the start when a name is unknown', async () => {
    await expect(startServer({ settings: { settings: { strict_transformation: true } } })).rejects.toThrow(
      'Invalid TINTYPE_SETTINGS: Unknown setting strict_transformation: did you mean strict_transformations?',
    )
  })
})
