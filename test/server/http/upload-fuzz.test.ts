/** Nothing that a client can send makes the upload API fail, hang, or talk about its inside. */
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UPLOAD_PARAMETER_NAMES } from '../../../server/contract/upload-parameters.ts'
import { form, post, signed } from '../../support/api-client.ts'
import { fc } from '../../support/properties.ts'
import { startUploadStack, type UploadStack } from '../../support/upload-stack.ts'

let stack: UploadStack
beforeAll(async () => {
  stack = await startUploadStack()
})
afterAll(() => stack?.close())

const RUNS = { numRuns: process.env.TINTYPE_LONG === '1' ? 2_000 : 150 }
const paths = fc.constantFrom(
  'image/upload',
  'raw/upload',
  'auto/upload',
  'upload',
  'image/explicit',
  'image/rename',
  'image/destroy',
  'image/tags',
  'image/context',
  'delete_by_token',
  'asset/destroy',
)
const names = fc.constantFrom(
  ...UPLOAD_PARAMETER_NAMES,
  'public_ids',
  'command',
  'tag',
  'from_public_id',
  'to_public_id',
)
const values = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'true',
    '0',
    '{}',
    '[]',
    '[[1,2],[3,4]]',
    'a=b|c',
    '1,2,3,4',
    'w_10',
    'c_fill|e_x/jpg',
    'data:,x',
    '\0',
  ),
  fc.json(),
)

function assertHarmless(answer: { status: number; body: unknown }, sent: unknown): void {
  const text = JSON.stringify(answer.body)
  expect(answer.status, `${JSON.stringify(sent)} → ${text}`).toBeLessThan(500)
  expect(text).not.toContain(stack.folder)
  expect(text).not.toContain('node:')
}

it('survives any parameters of any type', async () => {
  await fc.assert(
    fc.asyncProperty(paths, fc.dictionary(names, values, { maxKeys: 6 }), async (path, fields) => {
      const { file: _file, signature: _signature, api_key: _key, timestamp: _time, ...rest } = fields
      const file = path.endsWith('upload') ? { bytes: 'some bytes' } : undefined
      assertHarmless(await post(`${stack.api}/${path}`, form(signed(withoutLineBreaks(rest)), file)), fields)
    }),
    RUNS,
  )
})

it('survives any JSON', async () => {
  await fc.assert(
    fc.asyncProperty(paths, fc.json(), async (path, body) => {
      const headers = { 'content-type': 'application/json', authorization: BASIC }
      assertHarmless(await post(`${stack.api}/${path}`, body, headers), body)
    }),
    RUNS,
  )
})

it('survives JSON values where text is expected', async () => {
  await fc.assert(
    fc.asyncProperty(paths, fc.dictionary(names, fc.jsonValue(), { maxKeys: 5 }), async (path, fields) => {
      const headers = { 'content-type': 'application/json', authorization: BASIC }
      assertHarmless(await post(`${stack.api}/${path}`, JSON.stringify(fields), headers), fields)
    }),
    RUNS,
  )
})

it('survives any urlencoded body and any query', async () => {
  await fc.assert(
    fc.asyncProperty(paths, fc.string({ unit: 'binary' }), fc.webQueryParameters(), async (path, body, query) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization: BASIC }
      assertHarmless(await post(`${stack.api}/${path}?${query}`, body, headers), { body, query })
    }),
    RUNS,
  )
})

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      '--b\r\n',
      '--b--',
      '--b--\r\n',
      '\r\n',
      '\r\n\r\n',
      'content-disposition: form-data; name="file"; filename="x"\r\n',
      'content-disposition: form-data; name="tags"\r\n',
      'content-disposition: form-data; name="file[]"; filename="x"\r\n',
      'content-disposition: form-data\r\n',
      'content-type: application/octet-stream\r\n',
    ),
    fc.string({ unit: 'binary' }),
  ),
  { maxLength: 14 },
)

it('survives any multipart body', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, async (parts) => {
      const headers = { 'content-type': 'multipart/form-data; boundary=b', authorization: BASIC }
      assertHarmless(await post(`${stack.api}/raw/upload`, parts.join(''), headers), parts)
    }),
    RUNS,
  )
})

it('survives any headers of parts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[ -~]{0,40}$/), fc.stringMatching(/^[ -~]{0,40}$/), async (id, range) => {
      const headers = { authorization: BASIC, 'x-unique-upload-id': id, 'content-range': range }
      assertHarmless(await post(`${stack.api}/raw/upload`, form({}, { bytes: 'x' }), headers), { id, range })
    }),
    RUNS,
  )
})

it.each([
  ['multipart without boundary', 'multipart/form-data', 'x', 400],
  ['an unknown type', 'text/html', 'x', 400],
  ['text that is not UTF-8', 'application/json', Buffer.from([0xff, 0xfe]), 400],
  ['a body of a hundred thousand parameters', 'application/x-www-form-urlencoded', 'a=1&'.repeat(100_000), 400],
  ['deep JSON', 'application/json', `{"context":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400],
])('answers %s with a clear 400', async (_label, type, body, status) => {
  const answer = await post(`${stack.api}/image/upload`, typeof body === 'string' ? body : new Uint8Array(body), {
    'content-type': type,
    authorization: BASIC,
  })

  expect(answer.status).toBe(status)
  expect(answer.body.error.message).toBeTypeOf('string')
})

it('answers a refused upload although the client is still sending', async () => {
  const status = await new Promise((resolve, reject) => {
    const request = httpRequest(`${stack.api}/image/upload`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b', authorization: 'Bearer x' },
    })
    request.on('response', (response) => resolve(response.statusCode))
    request.on('error', reject)
    request.write('--b\r\n')
  })

  expect(status).toBe(401)
})

it('keeps no file of which the last bytes are written after the request was refused', async () => {
  const file = `--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n${'x'.repeat(100_000)}\r\n`
  const nameless = '--b\r\ncontent-disposition: form-data\r\n\r\nx\r\n--b--\r\n'
  const headers = { 'content-type': 'multipart/form-data; boundary=b', authorization: BASIC }
  const statuses = await Promise.all(
    Array.from({ length: 100 }, async () => (await post(`${stack.api}/raw/upload`, file + nameless, headers)).status),
  )

  expect(new Set(statuses)).toEqual(new Set([400]))
  await expect.poll(() => stack.spooled()).toEqual([])
})

it('leaves nothing in the spool after all this', async () => {
  await expect.poll(() => stack.spooled(), { timeout: 10_000 }).toEqual([])
})

const BASIC = `Basic ${Buffer.from('111222333444555:a-secret-of-tests').toString('base64')}`

/** Forms write every line break as CRLF, which would change what was signed. */
function withoutLineBreaks(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.replace(/[\r\n]/g, ' ')]))
}
