/** What signed-in users may do with the account: by role, by the environments that they see, and to whom. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATIONS } from '../../../server/contract/operations.ts'
import type { Role } from '../../../server/domain/user.ts'
import { CLOSED_LIBRARY } from '../../support/closed-library.ts'
import { browser, CONSOLE_HEADER, newEmail, PASSWORD } from '../../support/console-client.ts'
import { callOperation } from '../../support/operation-client.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import type { ExampleWorld } from '../contract/examples/example.ts'
import { EXAMPLES } from '../contract/examples/index.ts'
import { exampleWorld, operationNamed } from '../contract/examples/world.ts'

const OF_THE_ACCOUNT = OPERATIONS.filter(({ credentials }) => credentials === 'provisioning')
const OF_USE = /^provisioning\.billing_usage\./
const OF_ENVIRONMENTS = /^provisioning\.(sub_accounts|access_keys)\./
let server: TestServer
let world: ExampleWorld

beforeAll(async () => {
  server = await startServer({ stockLibraries: { getty: CLOSED_LIBRARY } })
  world = exampleWorld(server, server)
})
afterAll(() => server.close())

describe.each([
  ['master_admin', () => true],
  ['admin', () => true],
  ['technical_admin', (id: string) => OF_ENVIRONMENTS.test(id)],
  ['billing', (id: string) => OF_USE.test(id)],
  ['reports', (id: string) => OF_USE.test(id)],
  ['media_library_admin', () => false],
  ['media_library_user', () => false],
] as const)('a user with the role %s', (role: Role, isAllowed: (id: string) => boolean) => {
  it('may run what the role allows, and nothing else', async () => {
    const { as } = await newUser(role)
    const outcomes: Record<string, number> = {}
    for (const { id } of OF_THE_ACCOUNT) {
      const example = await EXAMPLES[id]?.(world)
      outcomes[id] = (await as(id, example?.parameters ?? {})).status
    }

    const expected = Object.fromEntries(OF_THE_ACCOUNT.map(({ id }) => [id, isAllowed(id) ? 200 : 403]))
    expect(outcomes).toEqual(expected)
  })
})

it('a refused user is told what is missing', async () => {
  const { as } = await newUser('reports')

  const { body } = await as('provisioning.users.list', {})

  expect(body.error).toMatchObject({
    code: 'PERMISSION_DENIED',
    message: 'Users with the role reports lack the permission provisioning.users.list',
  })
})

it('a session does nothing for a foreign page, nor in another account', async () => {
  const { cookie } = await newUser('master_admin')
  const get = async (account: string, headers: Readonly<Record<string, string>>) =>
    (await fetch(`${server.url}/v1_1/provisioning/accounts/${account}/users`, { headers: { cookie, ...headers } }))
      .status

  expect(await get(server.account.accountId, {})).toBe(403)
  expect(await get('other', CONSOLE_HEADER)).toBe(401)
  expect(await get(server.account.accountId, CONSOLE_HEADER)).toBe(200)
})

describe('a user who sees some environments', () => {
  it('finds those alone, and changes those alone', async () => {
    const [own, other] = [await newEnvironment(), await newEnvironment()]
    const { as } = await newUser('technical_admin', { sub_account_ids: [own.id] })

    const listed = await as('provisioning.sub_accounts.list', {})
    const statuses = {
      own: (await as('provisioning.sub_accounts.get', { id: own.id })).status,
      other: (await as('provisioning.sub_accounts.get', { id: other.id })).status,
      disableOther: (await as('provisioning.sub_accounts.update', { id: other.id, enabled: false })).status,
      deleteOther: (await as('provisioning.sub_accounts.delete', { id: other.id })).status,
      ownKeys: (await as('provisioning.access_keys.list', { sub_account_id: own.id })).status,
      otherKeys: (await as('provisioning.access_keys.list', { sub_account_id: other.id })).status,
      newKeyOfOther: (await as('provisioning.access_keys.create', { sub_account_id: other.id })).status,
      newEnvironment: (await as('provisioning.sub_accounts.create', { name: 'x' })).status,
    }

    expect(listed.body.sub_accounts.map(({ id }: { id: string }) => id)).toEqual([own.id])
    expect(statuses).toEqual({
      own: 200,
      other: 404,
      disableOther: 404,
      deleteOther: 404,
      ownKeys: 200,
      otherKeys: 404,
      newKeyOfOther: 404,
      newEnvironment: 403,
    })
  })

  it('makes no users, who could see more', async () => {
    const own = await newEnvironment()
    const { as } = await newUser('admin', { sub_account_ids: [own.id] })

    const { status } = await as('provisioning.users.create', { name: 'x', email: newEmail(), role: 'admin' })

    expect(status).toBe(403)
  })
})

describe('an admin', () => {
  it('cannot become, make or change a master admin', async () => {
    const { as, id } = await newUser('admin')
    const master = await newUser('master_admin')
    const statuses = [
      await as('provisioning.users.update', { id, role: 'master_admin' }),
      await as('provisioning.users.create', { name: 'x', email: newEmail(), role: 'master_admin' }),
      await as('provisioning.users.update', { id: master.id, enabled: false }),
      await as('provisioning.users.set_password', { id: master.id, password: 'taken over by me' }),
      await as('provisioning.users.delete', { id: master.id }),
      await as('provisioning.users.get', { id: master.id }),
    ].map(({ status }) => status)

    expect(statuses).toEqual([403, 403, 403, 403, 403, 200])
  })
})

async function newEnvironment(): Promise<{ readonly id: string }> {
  return world.call('provisioning.sub_accounts.create', { parameters: { name: 'Environment' }, json: true })
}

async function newUser(role: Role, more: Readonly<Record<string, unknown>> = {}) {
  const parameters = { name: 'Ada', email: newEmail(), role, ...more }
  const { id, email } = await world.call('provisioning.users.create', { parameters, json: true })
  await world.call('provisioning.users.set_password', { parameters: { id, password: PASSWORD }, json: true })
  const page = browser(server.url)
  await page.call('POST', '/session', { email, password: PASSWORD })
  const headers = { ...CONSOLE_HEADER, cookie: page.cookies() }
  const as = (operationId: string, own: Readonly<Record<string, unknown>>) => {
    const operation = operationNamed(operationId)
    const json = operation.method === 'POST' || operation.method === 'PUT'
    return callOperation(server, operation, { parameters: own, json, headers }, null)
  }
  return { id: id as string, cookie: page.cookies(), as }
}
