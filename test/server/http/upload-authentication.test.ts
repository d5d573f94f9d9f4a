/** Who may upload, and what is said to those who may not. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signParameters } from '../../../server/security/api-signature.ts'
import { answerOf, basic, type Fields, form, post, signed } from '../../support/api-client.ts'
import { API_KEY, API_SECRET, startUploadStack, type UploadStack } from '../../support/upload-stack.ts'

let stack: UploadStack
let jpeg: Buffer

beforeAll(async () => {
  stack = await startUploadStack()
  jpeg = await sharp({ create: { width: 6, height: 4, channels: 3, background: '#c33' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => stack?.close())

const upload = (fields: Fields, headers: Fields = {}, api = stack.api) =>
  post(`${api}/image/upload`, form(fields, { bytes: jpeg }), headers)
const seconds = (offset = 0) => String(Math.floor(Date.now() / 1000) + offset)

describe('signed uploads', () => {
  it.each(['sha1', 'sha256'] as const)('take %s', async (algorithm) => {
    expect((await upload(signed({ tags: 'a&b' }, { algorithm }))).status).toBe(200)
  })

  it('take version 1 signatures, and arrays of any spelling', async () => {
    const fields = { tags: ['a', 'b'], timestamp: seconds() }
    const signature = signParameters(fields, API_SECRET, { algorithm: 'sha1', version: 1 })
    const data = form({ timestamp: fields.timestamp, signature, api_key: API_KEY }, { bytes: jpeg })
    for (const tag of fields.tags) data.append('tags[]', tag)

    const answer = await post(`${stack.api}/image/upload`, data)

    expect(answer.body.tags).toEqual(['a', 'b'])
  })

  it('take credentials in the query while the rest is in the form', async () => {
    const { api_key = '', signature = '', timestamp = '', ...rest } = signed({ tags: 'q' })
    const query = new URLSearchParams({ api_key, signature, timestamp })

    const answer = await post(`${stack.api}/image/upload?${query}`, form(rest, { bytes: jpeg }))

    expect(answer.body.tags).toEqual(['q'])
  })

  it('refuse one key with two values', async () => {
    const answer = await post(`${stack.api}/image/upload?tags=b`, form(signed({ tags: 'a' }), { bytes: jpeg }))

    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('tags') } } })
  })

  it('are told what was signed wrongly, without the secret', async () => {
    const answer = await upload({ ...signed({ tags: 'a&b' }), public_id: 'smuggled' })

    expect(answer.status).toBe(401)
    expect(answer.body.error.message).toMatch(
      /^Invalid Signature [0-9a-f]{40}\. String to sign - 'public_id=smuggled&tags=a%26b&timestamp=\d+'\.$/,
    )
    expect(answer.body.error.message).not.toContain(API_SECRET)
  })

  it.each([
    [{ api_key: '999' }, 401, 'Unknown API key 999'],
    [{ signature: 'abc' }, 401, 'Invalid Signature abc. String to sign'],
  ])('with %j: %i %s', async (change, status, message) => {
    const answer = await upload({ ...signed({}), ...change })

    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toContain(message)
  })

  it('must be fresh, in both directions', async () => {
    const old = await upload(signed({ timestamp: '1712842998' }))
    const ahead = await upload(signed({ timestamp: seconds(3700) }))
    const missing = await upload({
      api_key: API_KEY,
      signature: signParameters({}, API_SECRET, { algorithm: 'sha1', version: 2 }),
    })

    expect(old.status).toBe(400)
    expect(old.body.error.message).toBe(
      'Stale request - reported time is 2024-04-11 13:43:18 +0000 which is more than 1 hour ago',
    )
    expect(ahead.status).toBe(400)
    expect(missing.body.error.message).toBe('Missing required parameter - timestamp')
  })

  it('name an unknown cloud', async () => {
    const answer = await upload(signed({}), {}, `${stack.base}/v1_1/nobody`)

    expect(answer).toMatchObject({ status: 401, body: { error: { message: 'Invalid cloud_name nobody' } } })
  })

  it('refuse bearer tokens', async () => {
    const answer = await upload({}, { authorization: 'Bearer abc' })

    expect(answer).toMatchObject({ status: 401, body: { error: { message: 'Invalid token' } } })
  })
})

describe('unsigned uploads', () => {
  beforeAll(async () => {
    const presets = [
      { name: 'closed' },
      { name: 'open', unsigned: true, tags: 'preset', context: 'a=preset', colors: true },
      { name: 'own_ids', unsigned: true, disallow_public_id: true },
      { name: 'overwriting', unsigned: true, overwrite: true },
    ]
    for (const preset of presets) {
      await post(`${stack.api}/upload_presets`, JSON.stringify(preset), {
        'content-type': 'application/json',
        authorization: basic(),
      })
    }
  })

  it('need a preset', async () => {
    const answer = await upload({})

    expect(answer).toMatchObject({
      status: 400,
      body: { error: { message: 'Upload preset must be specified when using unsigned upload' } },
    })
  })

  it.each([
    ['nope', 'Upload preset not found'],
    ['closed', 'Upload preset must be whitelisted for unsigned uploads'],
  ])('by %s: %s', async (preset, message) => {
    expect(await upload({ upload_preset: preset })).toMatchObject({ status: 400, body: { error: { message } } })
  })

  it('take the settings of the preset, and join tags and context', async () => {
    const { body } = await upload({ upload_preset: 'open', tags: 'mine', context: 'b=mine|a=lost' })

    expect(body.tags).toEqual(['preset', 'mine'])
    expect(body.context).toEqual({ custom: { a: 'preset', b: 'mine' } })
    expect(body.colors).toBeInstanceOf(Array)
    expect(body).not.toHaveProperty('api_key')
  })

  it('may say little', async () => {
    const answer = await upload({ upload_preset: 'open', eager: 'w_1', use_filename: 'true' })

    expect(answer.status).toBe(400)
    expect(answer.body.error.message).toMatch(
      /^Eager parameter is not allowed when using unsigned upload, Use Filename parameter is not allowed when using unsigned upload\. Only upload_preset,callback,public_id,.*public_id_prefix upload parameters are allowed\.$/,
    )
  })

  it('do not overwrite, unless the preset says so', async () => {
    const first = await upload({ upload_preset: 'open', public_id: 'u' })
    const second = await upload({ upload_preset: 'open', public_id: 'u' })
    const third = await upload({ upload_preset: 'overwriting', public_id: 'u' })

    expect(second.body).toMatchObject({ existing: true, version: first.body.version })
    expect(third.body).toMatchObject({ overwritten: true })
  })

  it('may be kept from choosing the public id', async () => {
    const answer = await upload({ upload_preset: 'own_ids', public_id: 'mine' })

    expect(answer.status).toBe(400)
    expect(answer.body.error.message).toContain('public_id')
  })

  it('are only uploads', async () => {
    const answer = await post(`${stack.api}/image/destroy`, form({ upload_preset: 'open', public_id: 'u' }))

    expect(answer).toMatchObject({ status: 400, body: { error: { message: 'Missing required parameter - api_key' } } })
  })

  it('by the preset of the first page come from this machine only', async () => {
    const local = await upload({ upload_preset: 'getting_started' })
    const foreignPage = await upload({ upload_preset: 'getting_started' }, { origin: 'https://evil.example' })
    const proxied = await upload({ upload_preset: 'getting_started' }, { 'x-forwarded-for': '203.0.113.9' })

    expect(local.status).toBe(200)
    for (const answer of [foreignPage, proxied]) {
      expect(answer).toMatchObject({ status: 400, body: { error: { message: 'Upload preset not found' } } })
    }
  })
})

describe('the Admin API', () => {
  const ping = async (headers: Fields, cloud = 'demo') =>
    answerOf(await fetch(`${stack.base}/v1_1/${cloud}/ping?`, { headers }))

  it('takes Basic', async () => {
    expect(await ping({ authorization: basic() })).toMatchObject({ status: 200, body: { status: 'ok' } })
  })

  it.each([
    [{}, 'Missing credentials'],
    [{ authorization: basic(API_KEY, 'x') }, 'api_secret mismatch'],
    [{ authorization: basic('999') }, 'Invalid api_key 999'],
    [{ authorization: 'Basic ???' }, 'Invalid credentials'],
    [{ authorization: 'Bearer abc' }, 'Invalid token'],
  ] as [Fields, string][])('answers 401 to %j: %s', async (headers, message) => {
    const answer = await ping(headers)

    expect(answer.status).toBe(401)
    expect(answer.body.error.message).toContain(message)
  })

  it('has no CORS', async () => {
    const answer = await ping({ authorization: basic(), origin: 'https://example.com' })

    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('CORS of the Upload API', () => {
  it('lets browsers of any origin ask first', async () => {
    const response = await fetch(`${stack.api}/image/upload`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-unique-upload-id,content-range,x-requested-with',
      },
    })

    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    const allowed = (response.headers.get('access-control-allow-headers') ?? '').toLowerCase()
    for (const name of ['x-unique-upload-id', 'content-range', 'x-requested-with', 'content-type', 'authorization']) {
      expect(allowed).toContain(name)
    }
  })

  it('lets them read answers and errors', async () => {
    const answer = await upload({}, { origin: 'https://example.com' })

    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })
})
