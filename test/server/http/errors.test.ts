/** What an error of the API says besides its message, and where that leads. */
import { createHash, createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorJson } from '../../../server/contract/error-json.ts'
import { ERROR_CATALOGUE } from '../../../server/errors/catalogue.ts'
import { type Answer, answerOf } from '../../support/api-client.ts'
import { callOperation } from '../../support/operation-client.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { operationNamed } from '../contract/examples/world.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

describe('an error of the API', () => {
  it.each([
    ['a wrong parameter', () => ask('upload_presets.list', { max_results: 'x' }), 400, 'INVALID_PARAMETER'],
    ['a missing thing', () => ask('upload_presets.get', { name: 'nobody' }), 404, 'NOT_FOUND'],
    ['wrong credentials', () => ask('environment.ping', {}, 'wrong'), 401, 'UNAUTHORIZED'],
    ['an unknown operation', () => get(`/v1_1/${server.cloudName}/nothing`), 404, 'NOT_FOUND'],
    ['a download without parameters', () => get(`/v1_1/${server.cloudName}/image/download`), 400, 'INVALID_PARAMETER'],
    ['nothing at an address', () => get('/console/nothing'), 404, 'NOT_FOUND'],
  ])('about %s has a code, a cause, a remedy, and where more stands', async (_what, send, status, code) => {
    const answer = await send()

    expect(answer.status).toBe(status)
    expect(errorJson.strict().parse(answer.body.error)).toMatchObject({
      code,
      ...ERROR_CATALOGUE[code as keyof typeof ERROR_CATALOGUE],
      docs: `${server.url}/docs/errors#${code.toLowerCase()}`,
    })
  })

  it('leads to a page that has every code', async () => {
    const page = await (await fetch(`${server.url}/docs/errors`)).text()

    const lacking = Object.keys(ERROR_CATALOGUE).filter((code) => !page.includes(`<h2 id="${code.toLowerCase()}"`))
    expect(lacking).toEqual([])
    expect(page).toContain('Give the key the permission that the message names')
  })
})

describe('a signature that does not fit', () => {
  const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')
  const now = () => String(Math.floor(Date.now() / 1000))

  it.each<[string, (fields: Fields, secret: string) => string, RegExp]>([
    [
      'unsorted',
      ({ timestamp, public_id }, secret) => sha1(`timestamp=${timestamp}&public_id=${public_id}&tags=a,b${secret}`),
      /not sorted/,
    ],
    [
      'without a parameter that is sent',
      ({ timestamp, public_id }, secret) => sha1(`public_id=${public_id}&timestamp=${timestamp}${secret}`),
      /^The parameter tags was sent, but not signed/,
    ],
    [
      'with a parameter that is never signed',
      ({ timestamp, public_id, api_key }, secret) =>
        sha1(`api_key=${api_key}&public_id=${public_id}&tags=a,b&timestamp=${timestamp}${secret}`),
      /^The parameter api_key was signed: leave it out/,
    ],
    [
      'over encoded values',
      ({ timestamp, public_id }, secret) => sha1(`public_id=${public_id}&tags=a%2Cb&timestamp=${timestamp}${secret}`),
      /percent-encoded/,
    ],
    [
      'with a line break after the secret',
      ({ timestamp, public_id }, secret) => sha1(`public_id=${public_id}&tags=a,b&timestamp=${timestamp}${secret}\n`),
      /line break/,
    ],
    [
      'without the secret',
      ({ timestamp, public_id }) => sha1(`public_id=${public_id}&tags=a,b&timestamp=${timestamp}`),
      /not appended/,
    ],
    [
      'as an HMAC',
      ({ timestamp, public_id }, secret) =>
        createHmac('sha1', secret).update(`public_id=${public_id}&tags=a,b&timestamp=${timestamp}`).digest('hex'),
      /HMAC/,
    ],
    ['in base64', () => 'dGhpcyBpcyBub3QgaGV4', /^A signature has 40 .*; this one has 20 characters/],
    ['with another secret', () => sha1('something else'), /^None of the usual mistakes/],
  ])('%s is explained to a caller at the same machine', async (_what, sign, explanation) => {
    const { body, fields } = await upload(sign)

    expect(body.error.code).toBe('INVALID_SIGNATURE')
    expect(body.error.signature.explanation).toMatch(explanation)
    expect(body.error.signature.string_to_sign).toBe(`public_id=a&tags=a,b&timestamp=${fields.timestamp}`)
    expect(JSON.stringify(body)).not.toContain(server.apiSecret)
  })

  it('is marked where it differs first', async () => {
    const { body } = await upload(({ timestamp, public_id }, secret) =>
      sha1(`public_id=${public_id}&timestamp=${timestamp}${secret}`),
    )

    expect(body.error.signature.first_difference).toMatchObject({
      offset: 'public_id=a&t'.length,
      expected: expect.stringMatching(/^ags=a,b&timestamp=/),
      received: expect.stringMatching(/^imestamp=/),
    })
  })

  it('is compared with what the caller says it has signed', async () => {
    const said = { 'x-tintype-string-to-sign': 'public_id=b&timestamp=1' }

    const { body } = await upload(() => sha1('x'), said)

    expect(body.error.signature).toMatchObject({
      string_signed: 'public_id=b&timestamp=1',
      first_difference: { offset: 10, expected: expect.stringMatching(/^a&/), received: 'b&timestamp=1' },
    })
  })

  it.each([
    ['through a proxy', { 'x-forwarded-for': '192.0.2.1' }],
    ['from a page of another host', { origin: 'https://elsewhere.example' }],
  ])('is not explained to a caller %s', async (_what, headers) => {
    const { body } = await upload(() => sha1('x'), headers)

    expect(body.error.message).toMatch(/^Invalid Signature [0-9a-f]{40}\. String to sign - 'public_id=a&tags/)
    expect(body.error.signature).toBeUndefined()
  })

  interface Fields {
    readonly timestamp: string
    readonly public_id: string
    readonly api_key: string
  }
  async function upload(sign: (fields: Fields, secret: string) => string, headers: Record<string, string> = {}) {
    const fields = { timestamp: now(), public_id: 'a', tags: 'a,b', api_key: server.apiKey }
    const signature = sign(fields, server.apiSecret)
    const body = new URLSearchParams({ ...fields, signature, file: 'data:text/plain,x' })
    const target = `${server.url}/v1_1/${server.cloudName}/raw/upload`
    const answer = await answerOf(await fetch(target, { method: 'POST', body, headers }))
    expect(answer.status).toBe(401)
    return { body: answer.body, fields }
  }
})

function ask(id: string, parameters: Record<string, unknown>, apiSecret = server.apiSecret): Promise<Answer> {
  return callOperation(server, operationNamed(id), { parameters }, { apiKey: server.apiKey, apiSecret })
}

async function get(path: string): Promise<Answer> {
  return answerOf(await fetch(server.url + path))
}
