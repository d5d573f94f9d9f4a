/**
 * Whatever is sent to an operation of the contract, the answer is no failure of the server: it comes, it is JSON that
 * says what is wrong, and nothing of the server's inside is in it. Valid calls of each operation are what is spoilt.
 */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type OperationContract, operationPath } from '../../../server/contract/operation.ts'
import { inputParameters } from '../../../server/contract/operation-input.ts'
import { OPERATIONS } from '../../../server/contract/operations.ts'
import { CLOSED_LIBRARY } from '../../support/closed-library.ts'
import { hostileJson, hostileSegment, hostileText } from '../../support/hostile-values.ts'
import { basicOf, type OperationCall, provisioningCredential } from '../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../support/prepared-folder.ts'
import { fc } from '../../support/properties.ts'
import { type RawAnswer, rawRequest } from '../../support/raw-request.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import type { ExampleWorld } from '../contract/examples/example.ts'
import { EXAMPLES } from '../contract/examples/index.ts'
import { exampleWorld } from '../contract/examples/world.ts'

const isLong = process.env.TINTYPE_LONG === '1'
const RUNS = { numRuns: isLong ? 150 : 6 }
const TIMEOUT_MS = isLong ? 900_000 : 60_000
/** Settings may lock out whoever wrote them: they are those of an environment where nothing else is tried. */
const LOCKED_OUT = { apiKey: '222222222222222', apiSecret: 'secret-of-222222222222222' }

let server: TestServer
let world: ExampleWorld
let seenErrors = 0
/** Made before anything is spoilt: after too many wrong passwords nobody can sign in from here. */
const ofConsole = new Map<string, OperationCall>()

beforeAll(async () => {
  const folder = await preparedFolder(async (database) => {
    const [first, second] = [environmentRow('demo'), environmentRow('settings', { createdAt: 2 })]
    await database.environments.insert(first)
    await database.environments.insert(second)
    await database.accessKeys.insert(accessKeyRow(first, { apiKey: '123456789012345' }))
    await database.accessKeys.insert(accessKeyRow(second, LOCKED_OUT))
  })
  const apiSecret = 'secret-of-123456789012345'
  server = await startServer({
    ...{ folder, removesFolder: true, stockLibraries: { getty: CLOSED_LIBRARY } },
    settings: { apiSecret, adminCallsPerHour: 10_000_000 },
  })
  world = exampleWorld(server, server)
  for (const { id } of OPERATIONS.filter(({ credentials }) => credentials === 'session' || credentials === 'visitor')) {
    ofConsole.set(id, (await EXAMPLES[id]?.(world)) ?? {})
  }
  // Passwords take their time.
}, 180_000)
afterAll(() => server.close())
// What an answer cannot show, such as a failure after it.
afterEach(() => {
  const errors = server.logged.filter(({ level }) => level === 'error')
  const added = errors.slice(seenErrors)
  seenErrors = errors.length
  expect(added).toEqual([])
})

interface Spoilt {
  readonly without: readonly string[]
  readonly values: Readonly<Record<string, unknown>>
  readonly segments: Readonly<Record<string, string>>
  readonly form: 'json' | 'urlencoded' | 'multipart' | 'query'
}

function spoilt(operation: OperationContract): fc.Arbitrary<Spoilt> {
  const own = inputParameters(operation).map(({ name }) => name)
  const inPath = own.filter((name) => pathNames(operation).includes(name))
  const others = [...own.filter((name) => !inPath.includes(name)), '__proto__', 'constructor', 'unknown', 'a[b]', 'a[']
  return fc.record({
    without: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray(own) }),
    values: fc.dictionary(fc.constantFrom(...others), hostileJson, { maxKeys: 4, noNullPrototype: true }),
    segments: fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.dictionary(fc.constantFrom(...inPath, 'none'), hostileSegment, { maxKeys: 2 }) },
    ),
    form: fc.constantFrom('json', 'urlencoded', 'multipart', 'query'),
  })
}

const pathNames = ({ path }: OperationContract) => [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => String(name))

function pathOf(operation: OperationContract, call: OperationCall, segments: Spoilt['segments'] = {}): string {
  const known: Readonly<Record<string, unknown>> = {
    ...call.parameters,
    cloud_name: operation.id.startsWith('settings.') ? 'settings' : server.cloudName,
    account_id: server.account.accountId,
  }
  return operationPath(operation).replace(
    /\{(\w+)\+?\}/g,
    (_match, name: string) => segments[name] ?? encodeURIComponent(String(known[name] ?? 'missing')),
  )
}

function headersOf(operation: OperationContract, { headers = {} }: OperationCall): Record<string, string> {
  const { credentials, id } = operation
  if (credentials === 'none' || credentials === 'token' || credentials === 'visitor' || credentials === 'session')
    return { ...headers }
  if (credentials === 'provisioning') {
    return { ...headers, authorization: basicOf(provisioningCredential(server.account)) }
  }
  return { ...headers, authorization: basicOf(id.startsWith('settings.') ? LOCKED_OUT : server) }
}

async function send(operation: OperationContract, call: OperationCall, { without, values, segments, form }: Spoilt) {
  const kept = Object.entries(call.parameters ?? {}).filter(
    ([name]) => !without.includes(name) && !pathNames(operation).includes(name),
  )
  const fields = { ...Object.fromEntries(kept), ...values }
  const path = pathOf(operation, call, segments)
  const headers = headersOf(operation, call)
  const common = { port: server.port, method: operation.method }
  if (operation.method === 'GET' || form === 'query') {
    return rawRequest({ ...common, path: `${path}?${urlencoded(fields).slice(0, 6_000)}`, headers })
  }
  const { body, type } = encoded(form, fields, call.file)
  return rawRequest({ ...common, path, headers: { ...headers, 'content-type': type }, body })
}

function encoded(form: Spoilt['form'], fields: Readonly<Record<string, unknown>>, file?: Buffer) {
  if (form === 'json') return { body: Buffer.from(JSON.stringify(fields)), type: 'application/json' }
  if (form === 'urlencoded') {
    return { body: Buffer.from(urlencoded(fields)), type: 'application/x-www-form-urlencoded' }
  }
  const parts = Object.entries(fields).map(([name, value]) => part(name, Buffer.from(textOf(value))))
  const files = file === undefined ? [] : [part('file"; filename="a.png', file)]
  const body = Buffer.concat([...parts, ...files, Buffer.from('--cut--\r\n')])
  return { body, type: 'multipart/form-data; boundary=cut' }
}

function part(name: string, content: Buffer): Buffer {
  const head = `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')])
}

function urlencoded(fields: Readonly<Record<string, unknown>>): string {
  return new URLSearchParams(
    Object.entries(fields).map(([name, value]) => [name, textOf(value).toWellFormed()]),
  ).toString()
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function assertHarmless({ status, mediaType, text }: RawAnswer, sent: unknown): void {
  const shown = `${JSON.stringify(sent).slice(0, 2_000)} → ${status} ${text.slice(0, 500)}`
  if (status === null) return
  expect(status, shown).toBeLessThan(500)
  expect(text, shown).not.toContain(server.folder)
  expect(text, shown).not.toMatch(/node:|node_modules|SQLITE|\.ts:\d|\n\s+at /)
  if (status < 400) return
  expect(mediaType, shown).toMatch(/^application\/json/)
  expect(JSON.parse(text).error.message, shown).toMatch(/\S.{4,}/s)
}

/** A stream that nobody ends; hostile values of it are in `live-changes.test.ts`. */
const WITH_AN_END = OPERATIONS.filter(({ id }) => id !== 'widgets.events')

describe.each(WITH_AN_END.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  const example = async (): Promise<OperationCall> => ofConsole.get(id) ?? (await EXAMPLES[id]?.(world)) ?? {}

  it('stands any values of its parameters, others, and none', { timeout: TIMEOUT_MS }, async () => {
    const call = await example()
    await fc.assert(
      fc.asyncProperty(spoilt(operation), async (change) => {
        const answer = await send(operation, call, change)
        expect(answer.status).not.toBeNull()
        assertHarmless(answer, { id, ...change })
      }),
      RUNS,
    )
  })

  it('stands other methods, and bodies that are cut or not what they are said to be', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const call = await example()
    const bodies = fc.oneof(
      hostileText.map((text) => Buffer.from(text)),
      hostileJson.map((value) => Buffer.from(JSON.stringify(value))),
      fc
        .constantFrom('urlencoded', 'multipart', 'json')
        .map((form) => encoded(form as 'json', call.parameters ?? {}, call.file).body),
    )
    const types = fc.constantFrom(
      ...['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=cut'],
      ...[
        'multipart/form-data',
        'text/plain',
        'application/octet-stream',
        'image/png',
        '',
        'application/json; charset=utf-7',
        '/',
      ],
    )
    const methods = fc.oneof(
      fc.constant(operation.method),
      fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'GET'),
    )
    const cuts = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null })
    await fc.assert(
      fc.asyncProperty(methods, bodies, types, cuts, async (method, body, type, cut) => {
        const headers = { ...headersOf(operation, call), 'content-type': type }
        const made = { port: server.port, method, path: pathOf(operation, call), headers, body }
        // What is cut at its end is not cut.
        const isCut = cut !== null && Math.floor(cut * body.length) < body.length
        const answer = await rawRequest(isCut ? { ...made, cutAt: Math.floor(cut * body.length) } : made)
        if (!isCut) expect(answer.status, `${method} ${type}`).not.toBeNull()
        // Node itself answers whoever leaves in the middle, without a body.
        if (!(isCut && answer.text === '')) assertHarmless(answer, { id, method, type, cut, body: body.toString() })
      }),
      RUNS,
    )
  })
})

it('stands any path below the places where its APIs and pages lie', { timeout: TIMEOUT_MS }, async () => {
  const bases = fc.constantFrom(
    ...['/v1_1', `/v1_1/${server.cloudName}`, `/v1_1/provisioning/accounts/${server.account.accountId}`],
    ...[
      '/v2',
      `/v2/${server.cloudName}`,
      '/console/api/v1',
      `/${server.cloudName}/search`,
      '/search',
      '/docs',
      '/widgets',
    ],
    ...['/healthz', '/res', ''],
  )
  const methods = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS')
  const segments = fc.array(hostileSegment, { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(methods, bases, segments, fc.constantFrom('', '?', '?%', '?a=%00&a[=1'), async (...sent) => {
      const [method, base, parts, query] = sent
      const path = `${[base, ...parts].join('/').slice(0, 8_000) || '/'}${query}`
      const answer = await rawRequest({ port: server.port, method, path, headers: { authorization: basicOf(server) } })
      expect(answer.status, path).not.toBeNull()
      expect(answer.status, path).toBeLessThan(500)
      expect(answer.text, path).not.toContain(server.folder)
      expect(answer.text, path).not.toMatch(/node_modules|SQLITE|\n\s+at /)
    }),
    { numRuns: RUNS.numRuns * 40 },
  )
})

it('goes on answering after all that', async () => {
  expect((await world.call('environment.ping', {})).status).toBe('ok')
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
})
