/** What the environments of an account used, month by month; and that nobody is billed for another. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manualClock } from '../../../server/adapters/clock/manual.ts'
import { systemClock } from '../../../server/adapters/clock/system.ts'
import { browser, CONSOLE_HEADER } from '../../support/console-client.ts'
import { type Credential, callOperation } from '../../support/operation-client.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { operationNamed, picture } from '../contract/examples/world.ts'

const DAY_MS = 24 * 3_600_000
const clock = manualClock(Date.parse('2026-02-27T12:00:00Z'))
interface Environment extends Credential {
  readonly id: string
  readonly cloudName: string
}
let server: TestServer
let one: Environment
let two: Environment

beforeAll(async () => {
  server = await startServer({ clock, clientClock: systemClock() })
  one = await newEnvironment('one')
  two = await newEnvironment('two')
  await upload(one, 'a')
  await upload(one, 'b')
  await deliver(one, 'w_2/a.png')
  // Deliveries are written once a second, and whenever somebody asks; they belong to the day on which they are.
  await account('provisioning.billing_usage.get')
  clock.advance(4 * DAY_MS)
  await upload(two, 'c')
  await deliver(two, 'c.png')
  await deliver(two, 'nothing.png')
})
afterAll(() => server.close())

async function account(id: string, parameters: Record<string, unknown> = {}) {
  const { provisioningApiKey: apiKey, provisioningApiSecret: apiSecret } = server.account
  const operation = operationNamed(id)
  const json = operation.method === 'POST'
  return callOperation(server, operation, { parameters, json }, { apiKey, apiSecret })
}

async function newEnvironment(cloudName: string): Promise<Environment> {
  const { body } = await account('provisioning.sub_accounts.create', { name: cloudName, cloud_name: cloudName })
  const [{ key: apiKey, secret: apiSecret }] = body.api_access_keys
  return { id: body.id, cloudName, apiKey, apiSecret }
}

async function upload(environment: Environment, publicId: string): Promise<void> {
  const made = { parameters: { resource_type: 'image', public_id: publicId }, file: picture }
  const { status } = await callOperation(
    { ...server, ...environment },
    operationNamed('assets.upload'),
    made,
    environment,
  )
  expect(status).toBe(200)
}

async function deliver({ cloudName }: Environment, path: string): Promise<void> {
  await (await fetch(`${server.url}/${cloudName}/image/upload/${path}`)).arrayBuffer()
}

interface Metric {
  readonly metric: string
  readonly cycles: readonly {
    readonly usage: number
    readonly product_environment_breakdown: readonly { readonly cloud_name: string; readonly usage: number }[]
  }[]
}

const cyclesOf = ({ metric_usage: metrics }: { readonly metric_usage: readonly Metric[] }, name: string) =>
  metrics.find(({ metric }) => metric === name)?.cycles ?? []

describe('GET /billing_usage', () => {
  it('sums all environments for each month of this year up to now', async () => {
    const { status, body } = await account('provisioning.billing_usage.get')

    expect(status).toBe(200)
    expect(body.plan_name).toBe('Self-hosted')
    expect(body.metric_usage.map(({ metric }: Metric) => metric)).toEqual([
      'transformations',
      'storage',
      'bandwidth',
      'requests',
      'credits',
    ])
    expect(cyclesOf(body, 'transformations')).toEqual([
      { from_day: '2026-01-01', to_day: '2026-01-31', usage: 0 },
      { from_day: '2026-02-01', to_day: '2026-02-28', usage: 3 },
      { from_day: '2026-03-01', to_day: '2026-03-03', usage: 1 },
    ])
    expect(cyclesOf(body, 'requests').map(({ usage }) => usage)).toEqual([0, 1, 2])
  })

  it('bills each environment for itself alone', async () => {
    const { body } = await account('provisioning.billing_usage.get', { year: 2026, include_prodenv_breakdown: true })
    const uses = (metric: string, month: number) =>
      Object.fromEntries(
        (cyclesOf(body, metric)[month]?.product_environment_breakdown ?? []).map((use) => [use.cloud_name, use.usage]),
      )
    const reports = await Promise.all(
      [one, two].map((environment) =>
        callOperation({ ...server, ...environment }, operationNamed('environment.usage'), {}, environment),
      ),
    )

    const first = server.cloudName
    expect(uses('transformations', 1)).toEqual({ [first]: 0, one: 3, two: 0 })
    expect(uses('transformations', 2)).toEqual({ [first]: 0, one: 0, two: 1 })
    expect(uses('requests', 2)).toEqual({ [first]: 0, one: 0, two: 2 })
    const [ofOne, ofTwo] = reports.map(({ body: report }) => report.storage.usage)
    expect(ofTwo).toBe(picture.length)
    expect(uses('storage', 2)).toEqual({ [first]: 0, one: ofOne, two: ofTwo })
  })

  it('knows nothing of a year before, and refuses one that has not begun', async () => {
    const before = await account('provisioning.billing_usage.get', { year: 2025 })
    const after = await account('provisioning.billing_usage.get', { year: 2027 })

    expect(cyclesOf(before.body, 'transformations').map(({ usage }) => usage)).toEqual(Array(12).fill(0))
    expect(after.status).toBe(400)
    expect(after.body.error.message).toBe('Invalid value 2027 for parameter year: that year has not begun')
  })

  it('shows users the environments that they see', async () => {
    const password = 'correct horse battery'
    const user = { name: 'Ada', email: 'ada@example.com', role: 'billing', sub_account_ids: [two.id] }
    const { body: made } = await account('provisioning.users.create', user)
    await account('provisioning.users.set_password', { id: made.id, password })
    const page = browser(server.url)
    await page.call('POST', '/session', { email: user.email, password })

    const { body } = await callOperation(
      server,
      operationNamed('provisioning.billing_usage.get'),
      {
        parameters: { include_prodenv_breakdown: true },
        headers: { ...CONSOLE_HEADER, cookie: page.cookies() },
      },
      null,
    )

    const [, february, march] = cyclesOf(body, 'transformations')
    expect(february).toMatchObject({ usage: 0, product_environment_breakdown: [{ cloud_name: 'two', usage: 0 }] })
    expect(march).toMatchObject({ usage: 1, product_environment_breakdown: [{ cloud_name: 'two', usage: 1 }] })
  })
})
