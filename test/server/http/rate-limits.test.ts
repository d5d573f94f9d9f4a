/** How often an environment may be asked, over HTTP. */
import { afterEach, describe, expect, it } from 'vitest'
import { type ManualClock, manualClock } from '../../../server/adapters/clock/manual.ts'
import { systemClock } from '../../../server/adapters/clock/system.ts'
import type { ConfigInput } from '../../../server/index.ts'
import { UNLIMITED_CALLS } from '../../../server/services/limits/rate-limits.ts'
import { type Credential, callOperation, type OperationCall } from '../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../support/prepared-folder.ts'
import { startServer, type TestServer, type TestServerOptions } from '../../support/server.ts'
import { operationNamed, picture } from '../contract/examples/world.ts'

const STARTED = Date.UTC(2026, 9, 4, 13, 20)
const OTHER: Credential = { apiKey: 'other', apiSecret: 'secret-of-other' }
let server: TestServer
let clock: ManualClock
afterEach(() => server.close())

async function start(settings: ConfigInput, more: TestServerOptions = {}): Promise<void> {
  clock = manualClock(STARTED)
  // Uploads are judged by the time of their signature.
  server = await startServer({ clock, clientClock: systemClock(), settings, ...more })
}

function ask(id: string, made: OperationCall = {}, key: Credential = server, cloudName = server.cloudName) {
  return callOperation({ url: server.url, cloudName }, operationNamed(id), made, key)
}

describe('the hourly limit of the Admin API', () => {
  it('is told with every answer, and refuses what is beyond until the hour is over', async () => {
    await start({ adminCallsPerHour: 2 })

    const first = await ask('environment.ping')
    expect(first.headers.get('x-featureratelimit-limit')).toBe('2')
    expect(first.headers.get('x-featureratelimit-remaining')).toBe('1')
    expect(first.headers.get('x-featureratelimit-reset')).toBe('Sun, 04 Oct 2026 14:00:00 GMT')
    const missing = await ask('upload_presets.get', { parameters: { name: 'nobody' } })
    expect(missing.status).toBe(404)
    expect(missing.headers.get('x-featureratelimit-remaining')).toBe('0')

    const refused = await ask('environment.ping')
    expect(refused.status).toBe(420)
    expect(refused.body.error.message).toBe(
      'Rate Limit Exceeded. Limit of 2 api operations reached. Try again on 2026-10-04 14:00:00 UTC',
    )
    expect(refused.headers.get('retry-after')).toBe('2400')
    expect(refused.headers.get('x-featureratelimit-remaining')).toBe('0')

    clock.advance(40 * 60_000)
    expect((await ask('environment.ping')).status).toBe(200)
  })

  it('outlives a restart', async () => {
    const folder = await preparedFolder(async () => {})
    await start({ adminCallsPerHour: 1 }, { folder })
    expect((await ask('environment.ping')).status).toBe(200)
    await server.close()

    await start({ adminCallsPerHour: 1 }, { folder, removesFolder: true })

    expect((await ask('environment.ping')).status).toBe(420)
  })

  it('does not count callers who prove nothing', async () => {
    await start({ adminCallsPerHour: 1 })
    const stranger = { ...server, apiSecret: 'wrong' }

    const refused = await ask('environment.ping', {}, stranger)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('x-featureratelimit-limit')).toBeNull()
    expect((await ask('environment.ping')).status).toBe(200)
  })

  it('is each environment its own, and may be lowered there, not raised', async () => {
    const folder = await preparedFolder(async (database) => {
      const other = environmentRow('other')
      await database.environments.insert(other)
      await database.accessKeys.insert(accessKeyRow(other, OTHER))
    })
    await start({ cloudName: 'demo', adminCallsPerHour: 3 }, { folder, removesFolder: true })
    const limits = (calls: number) => ({ json: true, parameters: { rate_limits: { admin_calls_per_hour: calls } } })

    expect((await ask('settings.update', limits(2), OTHER, 'other')).status).toBe(200)
    expect((await ask('environment.ping', {}, OTHER, 'other')).status).toBe(200)
    expect((await ask('environment.ping', {}, OTHER, 'other')).status).toBe(420)
    expect((await ask('settings.update', limits(9))).status).toBe(200)
    const own = await ask('environment.ping')
    expect(own.headers.get('x-featureratelimit-limit')).toBe('3')
  })

  it('is off on loopback when nobody says otherwise, and says so with a number', async () => {
    await start({})

    const { headers } = await ask('environment.ping')

    expect(headers.get('x-featureratelimit-limit')).toBe(String(UNLIMITED_CALLS))
    expect(headers.get('x-featureratelimit-remaining')).toBe(String(UNLIMITED_CALLS - 1))
  })

  it('is on elsewhere', async () => {
    await start({ host: '0.0.0.0' })
    const { headers } = await ask('environment.ping')
    expect(headers.get('x-featureratelimit-limit')).toBe('2000')
  })

  it('leaves uploads out', async () => {
    await start({ adminCallsPerHour: 1 })
    const upload = { parameters: { resource_type: 'image' }, file: picture }

    expect((await ask('assets.upload', upload)).status).toBe(200)
    const second = await ask('assets.upload', upload)

    expect(second.status).toBe(200)
    expect(second.headers.get('x-featureratelimit-limit')).toBeNull()
  })
})

describe('the limit of deliveries', () => {
  it('is by client address, and leaves out what lies in memory', async () => {
    await start({ deliveriesPerMinute: 2, trustProxy: true })
    await ask('assets.upload', { parameters: { resource_type: 'image', public_id: 'pixel' }, file: picture })
    const deliver = (chain: string, address: string) =>
      fetch(`${server.url}/${server.cloudName}/image/upload/${chain}/pixel`, {
        headers: { 'x-forwarded-for': address },
      })
    const one = '2001:db8:1:2::1'

    expect((await deliver('w_2', one)).status).toBe(200)
    expect((await deliver('w_2', one)).status).toBe(200)
    expect((await deliver('w_2', one)).status).toBe(200)
    // The same network: one client may have all of it.
    expect((await deliver('w_3', '2001:db8:1:2:ffff::9')).status).toBe(200)
    const refused = await deliver('w_4', one)
    expect(refused.status).toBe(420)
    expect(refused.headers.get('x-cld-error')).toBe('Rate Limit Exceeded. Limit of 2 deliveries a minute reached')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('cache-control')).toBe('private, no-store')
    expect((await deliver('w_4', '2001:db8:1:3::1')).status).toBe(200)
    expect((await deliver('w_2', one)).status).toBe(200)
  })
})
