/** Every operation with a key that has just its permission, and with one that has all the others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OperationContract } from '../../../server/contract/operation.ts'
import { OPERATIONS } from '../../../server/contract/operations.ts'
import { CLOSED_LIBRARY } from '../../support/closed-library.ts'
import { type Credential, callOperation, provisioningCredential } from '../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import type { Example, ExampleWorld } from './examples/example.ts'
import { EXAMPLES } from './examples/index.ts'
import { exampleWorld, operationNamed, picture } from './examples/world.ts'

const READER = 'may-get'
let server: TestServer
let world: ExampleWorld

beforeAll(async () => {
  const environment = environmentRow('demo')
  const folder = await preparedFolder(async (database) => {
    await database.environments.insert(environment)
    const add = (apiKey: string, allow: readonly string[], deny: readonly string[]) =>
      database.accessKeys.insert(accessKeyRow(environment, { apiKey, permissions: { allow, deny } }))
    await add(READER, ['GET'], [])
    for (const { id } of OPERATIONS) {
      await add(`only-${id}`, [id], [])
      await add(`all-but-${id}`, ['*'], [id])
    }
  })
  server = await startServer({ folder, removesFolder: true, stockLibraries: { getty: CLOSED_LIBRARY } })
  world = exampleWorld(server, server)
})
afterAll(() => server.close())

/** What needs an identity provider or the link of a mail: `sign-in-by-identity.test.ts`, `sign-in-window.test.ts` and `sign-in-mails.test.ts`. */
const ELSEWHERE = new Set([
  ...['console.identity.start', 'console.identity.finish'],
  'widgets.sign_in',
  ...['console.password.reset', 'console.invitation.accept'],
])
const HERE = OPERATIONS.filter(({ id }) => !ELSEWHERE.has(id))

describe('every operation', () => {
  it('has an example', () => {
    const lacking = HERE.filter(({ id }) => EXAMPLES[id] === undefined).map(({ id }) => id)

    expect(lacking, 'see test/server/contract/examples/example.ts').toEqual([])
  })

  it('has a name of its own, which is its permission', () => {
    const ids = OPERATIONS.map(({ id }) => id)

    expect(ids.filter((id) => !/^[a-z_]+(\.[a-z_]+)+$/.test(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('that is said to read is a GET or a POST', () => {
    const wrong = OPERATIONS.filter(({ reads, method }) => reads && method !== 'GET' && method !== 'POST')

    expect(wrong.map(({ id }) => id)).toEqual([])
  })
})

describe.each(HERE.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  if (operation.credentials === 'none' || operation.credentials === 'token') {
    it('works without a key', async () => {
      await expectSuccess(operation, null)
    })
    return
  }

  if (operation.credentials === 'visitor' || operation.credentials === 'session') {
    it('works with what its example carries, and answers as the contract says', async () => {
      await expectSuccess(operation, null)
    })

    it('is refused to a page that cannot send the header of the Console', async () => {
      const example = await exampleOf(operation)
      const { 'x-tintype-console': _own, ...headers } = example.headers ?? {}

      const { status } = await callOperation(server, operation, { ...example, headers }, null)

      expect(status).toBe(403)
    })
  }
  if (operation.credentials === 'session') {
    it('is refused to who is not signed in', async () => {
      const example = await exampleOf(operation)
      const headers = { 'x-tintype-console': '1' }

      const { status, body } = await callOperation(server, operation, { ...example, headers }, null)

      expect({ status, message: body.error.message }).toEqual({ status: 401, message: 'Not signed in' })
    })
    return
  }
  if (operation.credentials === 'visitor') return

  if (operation.credentials === 'provisioning') {
    it('works with the credentials of the account, and answers as the contract says', async () => {
      await expectSuccess(operation, provisioningCredential(server.account))
    })

    it('is refused to a key with every permission, of whatever environment', async () => {
      const { status, body } = await callOperation(server, operation, await exampleOf(operation), server)

      expect({ status, message: body.error.message }).toEqual({
        status: 401,
        message: 'Invalid provisioning credentials',
      })
    })
    return
  }

  it('is allowed by its permission alone, and answers as the contract says', async () => {
    await expectSuccess(operation, credential(`only-${id}`))
  })

  it('is refused to a key with every other permission', async () => {
    await expectRefusal(operation, credential(`all-but-${id}`))
  })

  it(operation.reads ? 'is allowed to keys that only read' : 'is refused to keys that only read', async () => {
    if (operation.reads) await expectSuccess(operation, credential(READER))
    else await expectRefusal(operation, credential(READER))
  })
})

it('an unsigned upload needs no permission, a signed one with the same preset does', async () => {
  const preset = world.name()
  await world.call('upload_presets.create', { parameters: { name: preset, unsigned: true } })
  const upload = operationNamed('assets.upload')
  const call = { parameters: { resource_type: 'image', upload_preset: preset }, file: picture }

  expect((await callOperation(server, upload, call, null)).status).toBe(200)
  expect((await callOperation(server, upload, call, credential('all-but-assets.upload'))).status).toBe(401)
})

async function expectSuccess(operation: OperationContract, key: Credential | null): Promise<void> {
  const example = await exampleOf(operation)
  const { status, body } = await callOperation(server, operation, example, key)

  if (example.refusedWith !== undefined) {
    expect({ status, message: body.error.message }).toEqual({ status: 400, message: example.refusedWith })
    return
  }
  expect(status, JSON.stringify(body)).toBe(200)
  if (example.answersFile !== true) expect(operation.output.safeParse(body).error, JSON.stringify(body)).toBeUndefined()
}

async function expectRefusal(operation: OperationContract, key: Credential): Promise<void> {
  const { status, body } = await callOperation(server, operation, await exampleOf(operation), key)

  expect(body.error.message).toBe(
    `api_key ${key.apiKey} doesn't have permission to run ${operation.method} ${operation.path}: it lacks the permission ${operation.id}`,
  )
  // The Node SDK drops the text of a 403 from the Upload API.
  expect(status).toBe(operation.credentials === 'basic' ? 403 : 401)
}

async function exampleOf({ id }: OperationContract): Promise<Example> {
  const make = EXAMPLES[id]
  if (make === undefined) throw new Error(`${id} has no example`)
  return make(world)
}

function credential(apiKey: string): Credential {
  return { apiKey, apiSecret: `secret-of-${apiKey}` }
}
