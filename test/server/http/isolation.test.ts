/**
 * Two environments of one server cannot see, guess, sign, copy, rename into, search or be billed for one another. Every
 * operation is tried from `beta` against `alpha`, by its example; then the ways beside the API.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OperationContract, operationPath } from '../../../server/contract/operation.ts'
import { OPERATIONS } from '../../../server/contract/operations.ts'
import { makeAuthToken } from '../../../server/security/auth-token.ts'
import { signUrl } from '../../../server/security/url-signature.ts'
import type { Answer } from '../../support/api-client.ts'
import { CLOSED_LIBRARY } from '../../support/closed-library.ts'
import { download } from '../../support/download-url.ts'
import {
  type Credential,
  callOperation,
  type OperationCall,
  type OperationTarget,
} from '../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import type { ExampleWorld } from '../contract/examples/example.ts'
import { EXAMPLES } from '../contract/examples/index.ts'
import { exampleWorld, operationNamed, picture } from '../contract/examples/world.ts'

/** In the context of everything that alpha owns: in an answer to beta it would be a leak. */
const MARK = 'mark-of-alpha-0f9d'
const ALPHA_ID = 'a1'.repeat(16)
const ALPHA: Credential = { apiKey: '111111111111111', apiSecret: 'secret-of-111111111111111' }
const BETA: Credential = { apiKey: '222222222222222', apiSecret: 'secret-of-222222222222222' }
const KEY = '00112233ff99'

let server: TestServer
let alpha: OperationTarget
let beta: OperationTarget
let world: ExampleWorld

beforeAll(async () => {
  const folder = await preparedFolder(async (database) => {
    const owner = environmentRow('alpha', { id: ALPHA_ID })
    const other = environmentRow('beta', { createdAt: 2 })
    const settings = { ...owner.settings, authTokenKeys: [{ name: 'main', key: KEY }] }
    await database.environments.insert({ ...owner, settings })
    await database.environments.insert(other)
    await database.accessKeys.insert(accessKeyRow(owner, ALPHA))
    await database.accessKeys.insert(accessKeyRow(other, BETA))
  })
  server = await startServer({
    stockLibraries: { getty: CLOSED_LIBRARY },
    folder,
    removesFolder: true,
    settings: { cloudName: 'alpha', adminCallsPerHour: 100_000 },
  })
  alpha = { url: server.url, cloudName: 'alpha', account: server.account }
  beta = { url: server.url, cloudName: 'beta', account: server.account }
  const plain = exampleWorld(alpha, ALPHA)
  world = { ...plain, upload: (parameters) => plain.upload({ context: `owner=${MARK}`, ...parameters }) }
})
afterAll(() => server.close())

const withinEnvironments = OPERATIONS.filter((operation) => operationPath(operation).includes('{cloud_name}'))

describe.each(withinEnvironments.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  let call: OperationCall
  let before: readonly string[]
  beforeEach(async () => {
    const make = EXAMPLES[id]
    if (make === undefined) throw new Error(`${id} has no example`)
    call = await make(world)
    before = stateOfAlpha()
  })

  // With the token of a session a key has nothing to do.
  if (operation.credentials !== 'none' && operation.credentials !== 'token') {
    it("is refused to another environment's key, and to a key with another's secret", async () => {
      const foreign = await callOperation(alpha, operation, call, BETA)
      const forged = await callOperation(alpha, operation, call, { ...ALPHA, apiSecret: BETA.apiSecret })

      expect(foreign.status).toBe(401)
      expect(forged.status).toBe(401)
      expect(stateOfAlpha()).toEqual(before)
    })
  }

  it('does nothing to another environment, and tells nothing of it', async () => {
    const answer = await callOperation(beta, operation, call, BETA)

    expect(answer.status).toBeLessThan(500)
    assertNoLeak(answer, operation, call)
    expect(stateOfAlpha()).toEqual(before)
  })
})

/** Everything in the database and the storage that belongs to alpha, a line for each row and file. */
function stateOfAlpha(): readonly string[] {
  const database = new DatabaseSync(join(server.folder, 'tintype.db'), { readOnly: true })
  const rows = database
    // Without the inner tables of the search index, which hold no rows of ours.
    .prepare("select name from pragma_table_list where schema = 'main' and type = 'table' order by name")
    .all()
    .map(({ name }) => String(name))
    // Work that alpha itself has ordered goes on; what it has called is looked at below.
    .filter((name) => name !== 'job' && name !== 'call_count' && !name.startsWith('sqlite_'))
    .flatMap((table) => rowsOf(database, table))
  database.close()
  return [...rows, ...filesOf(join(server.folder, 'storage', ALPHA_ID))].toSorted()
}

function rowsOf(database: DatabaseSync, table: string): readonly string[] {
  const rows = database.prepare(`select * from "${table}"`).all()
  return (
    rows
      .map((row) => `${table} ${JSON.stringify(row)}`)
      // What is stored is noted every hour; what was counted stays in.
      .filter((row) => row.includes(ALPHA_ID) && !row.includes('"counter":"stored.'))
  )
}

function filesOf(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : []
}

function assertNoLeak({ body }: Answer, operation: OperationContract, { parameters = {} }: OperationCall): void {
  // What the caller wrote may be repeated to them.
  const written = Object.values(parameters)
    .flat()
    .map(String)
    .filter((value) => value !== '')
  const text = written.reduce((left, value) => left.replaceAll(value, ''), JSON.stringify(body))
  for (const secret of [MARK, ALPHA_ID, ALPHA.apiKey, ALPHA.apiSecret, '/alpha/']) {
    expect(text, operationPath(operation)).not.toContain(secret)
  }
}

describe('deliveries', () => {
  const names = ['plain', 'guarded'] as const
  beforeAll(async () => {
    await world.upload({ public_id: names[0] })
    await world.upload({ public_id: names[1], type: 'authenticated' })
    await world.call('transformations.create', { parameters: { name: 'house', transformation: 'w_2' } })
    await callOperation(
      beta,
      operationNamed('assets.upload'),
      { parameters: { resource_type: 'image', public_id: 'own' }, file: picture },
      BETA,
    )
  })

  const deliver = async (path: string) => {
    const response = await fetch(server.url + path)
    await response.arrayBuffer()
    return response.status
  }
  const signature = (text: string, { apiSecret }: Credential) => `s--${signUrl(text, apiSecret, 'sha1')}--`
  const token = (path: string) =>
    `${path}?__cld_token__=${makeAuthToken({ key: KEY, expiry: Math.floor(Date.now() / 1000) + 60, url: path })}`

  it.each([
    ['of an asset under its own environment', () => '/alpha/image/upload/plain', 200],
    ["of another's asset", () => '/beta/image/upload/plain', 404],
    ["of a transformation of another's asset", () => '/beta/image/upload/w_3/plain', 404],
    ["with another's asset as a layer", () => '/beta/image/upload/l_plain/own', 404],
    ["with another's asset as the default image", () => '/beta/image/upload/d_plain.png/missing', 404],
    ["with another's named transformation", () => '/beta/image/upload/t_house/own', 400],
    ['signed by its owner', () => `/alpha/image/authenticated/${signature('guarded', ALPHA)}/guarded`, 200],
    ['signed by another', () => `/alpha/image/authenticated/${signature('guarded', BETA)}/guarded`, 401],
    ["with another's signature", () => `/beta/image/upload/${signature('own', ALPHA)}/own`, 401],
    ["with its owner's token", () => token('/alpha/image/authenticated/guarded'), 200],
    ["with another's token", () => token('/beta/image/authenticated/guarded'), 404],
  ])('%s: %s', async (_what, path, expected) => {
    expect(await deliver(path())).toBe(expected)
  })

  it("with another's token open nothing of one's own", async () => {
    const guarded = { resource_type: 'image', type: 'authenticated', public_id: 'own-guarded' }
    await callOperation(beta, operationNamed('assets.upload'), { parameters: guarded, file: picture }, BETA)

    expect(await deliver(token('/beta/image/authenticated/own-guarded'))).toBe(401)
  })

  it('show each environment its own file under the same name, from memory too', async () => {
    const upload = (target: OperationTarget, key: Credential, text: string) => {
      const call = { parameters: { resource_type: 'raw', public_id: 'same.txt' }, file: Buffer.from(text) }
      return callOperation(target, operationNamed('assets.upload'), call, key)
    }
    await upload(alpha, ALPHA, 'of alpha')
    await upload(beta, BETA, 'of beta')
    const read = async (cloud: string) => (await fetch(`${server.url}/${cloud}/raw/upload/same.txt`)).text()

    expect([await read('alpha'), await read('beta'), await read('alpha'), await read('beta')]).toEqual([
      'of alpha',
      'of beta',
      'of alpha',
      'of beta',
    ])
  })
})

describe('uploads', () => {
  const upload = operationNamed('assets.upload')

  it("with another's unsigned preset do not work", async () => {
    const preset = world.name()
    await world.call('upload_presets.create', { parameters: { name: preset, unsigned: true } })
    const call = { parameters: { resource_type: 'image', upload_preset: preset }, file: picture }

    const own = await callOperation(alpha, upload, call, null)
    const foreign = await callOperation(beta, upload, call, null)

    expect(own.status).toBe(200)
    expect(foreign).toMatchObject({ status: 400, body: { error: { message: 'Upload preset not found' } } })
  })

  it('in parts under the same id do not meet', async () => {
    const part = (content: string, range: string): OperationCall => ({
      parameters: { resource_type: 'raw', public_id: 'parts.txt' },
      file: Buffer.from(content),
      headers: { 'x-unique-upload-id': 'the-same-id', 'content-range': range },
    })
    const large = 'a'.repeat(5_300_000)
    const size = large.length + 3
    const first = part(large, `bytes 0-${large.length - 1}/${size}`)
    const last = (end: string) => part(end, `bytes ${large.length}-${size - 1}/${size}`)

    expect((await callOperation(alpha, upload, first, ALPHA)).body).toMatchObject({ done: false })
    const foreign = await callOperation(beta, upload, last('bbb'), BETA)
    expect(foreign.body).toMatchObject({ done: false, bytes: 3 })
    const own = await callOperation(alpha, upload, last('aaa'), ALPHA)
    expect(own.body).toMatchObject({ bytes: size })
    expect((await fetch(`${server.url}/beta/raw/upload/parts.txt`)).status).toBe(404)
  })
})

describe('other ways', () => {
  it("a cursor of another's list shows nothing of it", async () => {
    for (let index = 0; index < 3; index += 1) await world.upload()
    const list = operationNamed('resources.list_by_type')
    const parameters = { resource_type: 'image', type: 'upload', max_results: 1 }
    const { body } = await callOperation(alpha, list, { parameters }, ALPHA)
    expect(body.next_cursor).toBeTypeOf('string')

    const answer = await callOperation(
      beta,
      list,
      { parameters: { ...parameters, next_cursor: body.next_cursor } },
      BETA,
    )

    expect([200, 400]).toContain(answer.status)
    assertNoLeak(answer, list, { parameters })
  })

  it("a download signed by another's key is refused", async () => {
    await world.upload({ public_id: 'to-download' })

    expect((await fetch(download(alpha, ALPHA, 'to-download'))).status).toBe(200)
    expect((await fetch(download(alpha, BETA, 'to-download'))).status).toBe(401)
    expect((await fetch(download(beta, BETA, 'to-download'))).status).toBe(404)
  })

  it("a search address signed by another's key finds nothing", async () => {
    await world.upload({ tags: 'searched' })
    const address = (cloud: string, { apiSecret }: Credential) => {
      const query = Buffer.from(JSON.stringify({ expression: 'tags:searched' })).toString('base64')
      const signature = createHash('sha256').update(`300${query}${apiSecret}`).digest('hex')
      return `${server.url}/${cloud}/search/${signature}/300/${query}`
    }
    const found = async (url: string) => {
      const response = await fetch(url)
      return { status: response.status, total: ((await response.json()) as { total_count?: number }).total_count }
    }

    expect(await found(address('alpha', ALPHA))).toEqual({ status: 200, total: 1 })
    expect(await found(address('alpha', BETA))).toEqual({ status: 401, total: undefined })
    expect(await found(address('beta', ALPHA))).toEqual({ status: 401, total: undefined })
    expect(await found(address('beta', BETA))).toEqual({ status: 200, total: 0 })
  })

  it('what another uploads and delivers is on its own bill', async () => {
    const usage = async (target: OperationTarget, key: Credential) => {
      const { body } = await callOperation(target, operationNamed('environment.usage'), {}, key)
      const { transformations, bandwidth, storage, objects, requests } = body
      return { transformations, bandwidth, storage, objects, requests }
    }
    const [ofAlpha, ofBeta] = [await usage(alpha, ALPHA), await usage(beta, BETA)]

    const call = { parameters: { resource_type: 'image', public_id: 'billed' }, file: picture }
    expect((await callOperation(beta, operationNamed('assets.upload'), call, BETA)).status).toBe(200)
    expect((await fetch(`${server.url}/beta/image/upload/w_5/billed`)).status).toBe(200)

    const made = async () => (await usage(beta, BETA)).transformations.usage
    await expect.poll(made).toBe(ofBeta.transformations.usage + 2)
    expect(await usage(alpha, ALPHA)).toEqual(ofAlpha)
  })

  it("calls of another's key are on nobody's account but its own", async () => {
    const ping = operationNamed('environment.ping')
    const remaining = async (target: OperationTarget, key: Credential) =>
      Number((await callOperation(target, ping, {}, key)).headers.get('x-featureratelimit-remaining'))
    const ofAlpha = await remaining(alpha, ALPHA)

    await callOperation(alpha, ping, {}, BETA)
    await callOperation(beta, ping, {}, BETA)
    await callOperation(beta, ping, {}, BETA)

    expect(await remaining(alpha, ALPHA)).toBe(ofAlpha - 1)
  })
})
