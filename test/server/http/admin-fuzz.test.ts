/** Nothing that a client can send makes presets and transformations fail, hang, or talk about the server's inside. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { UPLOAD_PARAMETER_NAMES } from '../../../server/contract/upload-parameters.ts'
import { basic } from '../../support/api-client.ts'
import { fc } from '../../support/properties.ts'
import { startUploadStack, type UploadStack } from '../../support/upload-stack.ts'

let stack: UploadStack
beforeAll(async () => {
  stack = await startUploadStack()
})
afterAll(() => stack?.close())

const RUNS = { numRuns: process.env.TINTYPE_LONG === '1' ? 2_000 : 150 }
const methods = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE')
const hostile = fc.constantFrom(
  ...[
    '../../etc/passwd',
    '..%2f..%2f',
    '%00',
    'a\0b',
    '%',
    '%zz',
    '\u202Etxt',
    'x'.repeat(3_000),
    '__proto__',
    "' or 1=1 --",
  ],
  ...[
    't_',
    't_a',
    'w_10',
    'w_10/',
    'c_scale,w_1/jpg',
    '/',
    '//',
    'if_w_gt_1/w_1',
    'l_text:Arial_1:a%252Fb/fl_layer_apply',
  ],
)
const texts = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 40 }))
const resources = fc.constantFrom('transformations', 'upload_presets')
const names = fc.constantFrom(
  ...['name', 'transformation', 'allowed_for_strict', 'unsafe_update', 'named', 'max_results', 'next_cursor'],
  ...['unsigned', 'live', 'disallow_public_id', 'toString', 'constructor'],
  ...UPLOAD_PARAMETER_NAMES,
)

async function expectHarmless(method: string, path: string, body?: { type: string; text: string }): Promise<void> {
  const answer = await fetch(`${stack.api}/${path}`, {
    method,
    headers: { authorization: basic(), ...(body === undefined ? {} : { 'content-type': body.type }) },
    ...(body === undefined || method === 'GET' ? {} : { body: body.text }),
    signal: AbortSignal.timeout(10_000),
  })
  const text = await answer.text()
  expect(answer.status, `${method} ${path} ${body?.text} → ${text}`).toBeLessThan(500)
  expect(text).not.toContain(stack.folder)
  expect(text).not.toMatch(/node:|SQLITE|\.ts:\d/)
  if (answer.status !== 200) expect(JSON.parse(text).error.message).toBeTypeOf('string')
}

it('survives any name in the path', async () => {
  await fc.assert(
    fc.asyncProperty(methods, resources, texts, async (method, resource, name) => {
      await expectHarmless(method, `${resource}/${encodeURIComponent(name.toWellFormed())}`)
    }),
    RUNS,
  )
})

it('survives any query', async () => {
  await fc.assert(
    fc.asyncProperty(
      methods,
      resources,
      fc.dictionary(names, texts, { maxKeys: 5 }),
      async (method, resource, query) => {
        await expectHarmless(method, `${resource}?${new URLSearchParams(query)}`)
      },
    ),
    RUNS,
  )
})

it('survives any JSON', async () => {
  const bodies = fc.oneof(fc.dictionary(names, fc.oneof(texts, fc.jsonValue()), { maxKeys: 6 }), fc.jsonValue())
  await fc.assert(
    fc.asyncProperty(methods, resources, bodies, async (method, resource, body) => {
      await expectHarmless(method, resource, { type: 'application/json', text: JSON.stringify(body) })
    }),
    RUNS,
  )
})

it('lists what it has taken, whatever it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(names, texts, { maxKeys: 6 }), async (settings) => {
      const { name: _name, ...rest } = settings
      const text = new URLSearchParams(rest).toString()
      await expectHarmless('POST', 'upload_presets', { type: 'application/x-www-form-urlencoded', text })
    }),
    RUNS,
  )

  const answer = await fetch(`${stack.api}/upload_presets?max_results=500`, { headers: { authorization: basic() } })

  expect(answer.status).toBe(200)
  expect(((await answer.json()) as { presets: unknown[] }).presets.length).toBeGreaterThan(0)
})

it.each(['GET', 'POST', 'PUT', 'DELETE'])('refuses %s without or with wrong credentials', async (method) => {
  for (const authorization of [
    undefined,
    basic('1', 'x'),
    basic(undefined, 'wrong'),
    'Basic !',
    'Bearer x',
    'Digest',
  ]) {
    const answer = await fetch(`${stack.api}/transformations`, {
      method,
      headers: authorization === undefined ? {} : { authorization },
    })

    expect(answer.status, authorization).toBe(401)
    expect(((await answer.json()) as { error: { message: string } }).error.message).toBeTypeOf('string')
  }
})
