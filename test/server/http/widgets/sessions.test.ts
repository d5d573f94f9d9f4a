/** Signing in to the Media Library: numbers are those of its acceptance statements, as far as the server answers them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import type { Role } from '../../../../server/domain/user.ts'
import { sessionLimit } from '../../../../server/services/widget-sessions/start-visit.ts'
import { browser, newEmail, PASSWORD } from '../../../support/console-client.ts'
import { callOperation, provisioningCredential } from '../../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { signedVisitor } from '../../../support/signed-visitor.ts'
import { openWidget, startSession } from '../../../support/widget-session.ts'
import { operationNamed, picture } from '../../contract/examples/world.ts'

const OTHER = { apiKey: '222222222222222', apiSecret: 'secret-of-222222222222222' }
const LIMITED = { apiKey: '333333333333333', apiSecret: 'secret-of-333333333333333' }
const HOST = 'https://cms.example.com'
const START = Date.parse('2026-11-23T12:00:00Z')
const HOUR = 3_600_000
const clock = manualClock(START)
/** Lines of the access log. */
const requests: { readonly path?: string; readonly integration?: unknown }[] = []
let server: TestServer
let demoId = ''
let otherId = ''

beforeAll(async () => {
  const folder = await preparedFolder(async (database) => {
    const [demo, other] = [environmentRow('demo'), environmentRow('other', { createdAt: 2 })]
    for (const environment of [demo, other]) {
      const settings = { ...environment.settings, widgetOrigins: [HOST, 'https://other.example.com'] }
      await database.environments.insert({ ...environment, settings })
    }
    await database.accessKeys.insert(accessKeyRow(other, OTHER))
    const permissions = { allow: ['*'], deny: ['assets.update'] }
    await database.accessKeys.insert(accessKeyRow(demo, { ...LIMITED, folderPrefix: 'shop', permissions }))
    // One is left.
    const { key, most } = sessionLimit(demo.id, 'busy')
    await database.attempts.put({ key, count: most - 1, expiresAt: START + 1000 * HOUR })
    demoId = demo.id
    otherId = other.id
  })
  const record = (fields: object): void => {
    requests.push(fields as (typeof requests)[number])
  }
  const log = { debug: () => {}, info: record, warn: () => {}, error: () => {} }
  server = await startServer({ folder, removesFolder: true, clock, log, settings: { cloudName: 'demo' } })
})
afterAll(() => server.close())

const signed = (username = 'ada', at = clock.now()) => signedVisitor('demo', username, server, at)
const ask = (id: string, more: object) => callOperation(server, operationNamed(id), more, null)

function provision(id: string, parameters: Readonly<Record<string, unknown>>) {
  return callOperation(server, operationNamed(id), { parameters }, provisioningCredential(server.account))
}

async function newUser(role: Role, more: Readonly<Record<string, unknown>> = {}) {
  const email = newEmail()
  const { body } = await provision('provisioning.users.create', { name: 'Ada', email, role, ...more })
  return { id: String(body.id), email }
}

async function withPassword({ id, email }: { readonly id: string; readonly email: string }) {
  await provision('provisioning.users.set_password', { id, password: PASSWORD })
  return { email, password: PASSWORD }
}

describe('a signature', () => {
  it('4: of the host opens a session for who it names, and a search with it', async () => {
    const page = await openWidget(server, signed(), HOST)

    expect(page.body).toMatchObject({
      expires_in: 3600,
      cloud_name: 'demo',
      user: { username: 'ada', name: null, email: null },
      role: 'media_library_user',
      folder: null,
      folder_mode: 'dynamic',
    })
    expect((await page.call('search.assets')).body).toMatchObject({ total_count: 0, resources: [] })
  })

  it('in milliseconds, or without the key that made it, is as good', async () => {
    const at = String(clock.now())
    const { signVisitor } = await import('../../../../server/security/session-signature.ts')
    const visitor = { cloudName: 'demo', timestamp: at, username: 'ada' }
    const parameters = { username: 'ada', timestamp: at, signature: signVisitor(visitor, server.apiSecret) }

    expect((await startSession(server, parameters, HOST)).status).toBe(200)
  })

  it.each([
    ['tampered with', () => ({ ...signed(), username: 'eve' })],
    ['of another environment', () => signedVisitor('demo', 'ada', { ...OTHER, apiKey: server.apiKey }, clock.now())],
    ['with a key of another environment', () => signedVisitor('demo', 'ada', OTHER, clock.now())],
  ])('4: that is %s opens nothing', async (_what, parameters) => {
    const { status, body } = await startSession(server, parameters(), HOST)

    expect({ status, code: body.error.code }).toEqual({ status: 401, code: 'UNAUTHORIZED' })
    expect(JSON.stringify(body)).not.toContain(server.apiSecret)
  })

  it('5: is good for one hour', async () => {
    const at = clock.now()
    expect((await startSession(server, signed('ada', at - HOUR), HOST)).status).toBe(200)

    const { status, body } = await startSession(server, signed('ada', at - HOUR - 1000), HOST)

    expect(status).toBe(401)
    expect(body.error.message).toMatch(/more than 1 hour old/)
    expect((await startSession(server, signed('ada', at + HOUR), HOST)).status).toBe(401)
  })

  it('of a user by their e-mail opens a session with the role of that user', async () => {
    const { email } = await newUser('reports')

    const { body } = await openWidget(server, signed(email), HOST)

    expect(body).toMatchObject({ role: 'reports', user: { email, name: 'Ada' } })
  })
})

describe('what a widget is part of', () => {
  it('is written into the access log, and nowhere else', async () => {
    const integration = { type: 'cms', platform: 'own', version: 5, environment: 'test', secret: 'x' }

    const { body } = await openWidget(server, { ...signed(), integration }, HOST)

    const { secret: _, ...told } = integration
    await expect.poll(() => requests.at(-1)?.integration).toEqual({ ...told, version: '5' })
    expect(JSON.stringify(body)).not.toContain('cms')
  })

  it('is refused when it is too long for a line', async () => {
    const { status, body } = await startSession(server, { ...signed(), integration: { type: 'x'.repeat(101) } }, HOST)

    expect(status).toBe(400)
    expect(body.error.message).toMatch(/integration/)
  })
})

describe('a log-in form', () => {
  it('6: opens a session by e-mail and password', async () => {
    const { email, password } = await withPassword(await newUser('media_library_admin'))

    const { body } = await openWidget(server, { email, password }, HOST)

    expect(body).toMatchObject({ role: 'media_library_admin', user: { username: email, email } })
    expect(body.permissions).toContain('assets.destroy')
  })

  it('6: is told when the password is wrong, and after a few tries to wait', async () => {
    const { email } = await newUser('media_library_admin')
    const attempt = () => startSession(server, { email, password: 'not that one' }, HOST)

    expect(await attempt()).toMatchObject({ status: 401, body: { error: { message: 'Wrong e-mail or password' } } })
    for (let tries = 1; tries < 5; tries += 1) await attempt()
    expect(await attempt()).toMatchObject({ status: 429, body: { error: { code: 'TOO_MANY_ATTEMPTS' } } })
  })

  it('is closed to who does not see the product environment, and to roles without a library', async () => {
    const elsewhere = await newUser('admin', { sub_account_ids: [otherId], all_sub_accounts: false })
    const billing = await withPassword(await newUser('billing'))

    expect((await startSession(server, await withPassword(elsewhere), HOST)).status).toBe(401)
    expect((await startSession(server, signed(elsewhere.email), HOST)).status).toBe(401)
    expect(await startSession(server, billing, HOST)).toMatchObject({
      status: 403,
      body: { error: { message: 'Users with the role billing cannot use the Media Library' } },
    })
  })

  it('says what is missing when nothing proves who somebody is', async () => {
    const { status, body } = await startSession(server, { username: 'ada' }, HOST)

    expect({ status, message: body.error.message }).toEqual({
      status: 400,
      message:
        'Missing required parameters: expected username, timestamp and signature, or email and password, or access_token',
    })
  })
})

describe('a token', () => {
  it('27: ends after an hour, is renewed before that, and not beyond twelve', async () => {
    const page = await openWidget(server, signed(), HOST)
    const renew = () => startSession(server, { access_token: page.token }, HOST)

    clock.advance(HOUR - 1000)
    expect((await renew()).body).toMatchObject({ token: page.token, expires_in: 3600 })
    clock.advance(HOUR - 1000)
    expect((await page.call('search.assets')).status).toBe(200)
    clock.advance(2000)
    expect(await page.call('search.assets')).toMatchObject({
      status: 401,
      body: { error: { message: 'The session has ended: sign in again' } },
    })
    expect((await renew()).status).toBe(401)

    const long = await openWidget(server, signed(), HOST)
    for (let half = 0; half < 23; half += 1) {
      clock.advance(HOUR / 2)
      expect((await startSession(server, { access_token: long.token }, HOST)).status).toBe(200)
    }
    clock.advance(HOUR / 2)
    expect((await startSession(server, { access_token: long.token }, HOST)).status).toBe(401)
  })

  it('40: is worth nothing after signing out', async () => {
    const page = await openWidget(server, signed(), HOST)
    expect((await page.call('widgets.session.get')).body).toMatchObject({ user: { username: 'ada' } })

    expect((await page.call('widgets.session.delete')).body).toEqual({ message: 'ok' })

    expect((await page.call('widgets.session.get')).status).toBe(401)
    expect((await page.call('search.assets')).status).toBe(401)
  })

  it('35: of one environment is nothing in another', async () => {
    const page = await openWidget(server, signed(), HOST)
    const headers = { authorization: `Bearer ${page.token}`, origin: HOST }
    const there = { url: server.url, cloudName: 'other' }

    expect((await callOperation(there, operationNamed('search.assets'), { headers }, null)).status).toBe(401)
    expect((await callOperation(there, operationNamed('widgets.session.delete'), { headers }, null)).status).toBe(401)
    expect((await page.call('search.assets')).status).toBe(200)
  })

  it('belongs to the pages of one origin', async () => {
    const page = await openWidget(server, signed(), HOST)

    const elsewhere = await page.call('search.assets', {}, { headers: { origin: 'https://other.example.com' } })
    const renewed = await startSession(server, { access_token: page.token }, 'https://other.example.com')

    expect([elsewhere.status, renewed.status]).toEqual([401, 401])
  })

  it('that a server asked for becomes one of the page to which it is handed over', async () => {
    const handed = await openWidget(server, signed())
    const direct = await callOperation(
      server,
      operationNamed('search.assets'),
      { headers: { authorization: `Bearer ${handed.token}`, origin: HOST } },
      null,
    )
    expect(direct).toMatchObject({ status: 401, body: { error: { message: expect.stringMatching(/access_token/) } } })

    const page = await openWidget(server, { access_token: handed.token }, HOST)

    expect(page.token).not.toBe(handed.token)
    expect((await page.call('search.assets')).status).toBe(200)
  })

  it('that a server asked for by naming the page belongs to that page at once', async () => {
    const handed = await openWidget(server, { ...signed(), origin: HOST })
    const headers = { authorization: `Bearer ${handed.token}`, origin: HOST }

    expect((await ask('search.assets', { headers })).status).toBe(200)
  })

  it('ends when its user is disabled or gets another password, and when its key is disabled', async () => {
    const [disabled, renewed] = [await newUser('admin'), await newUser('admin')]
    const ofKey = await openWidget(server, signedVisitor('demo', 'ada', LIMITED, clock.now()), HOST)
    const pages = [ofKey]
    for (const { email } of [disabled, renewed]) pages.push(await openWidget(server, signed(email), HOST))

    await provision('provisioning.users.update', { id: disabled.id, enabled: false })
    await provision('provisioning.users.set_password', { id: renewed.id, password: 'another good password' })
    const key = { sub_account_id: demoId, key: LIMITED.apiKey }
    await provision('provisioning.access_keys.update', { ...key, enabled: false })

    for (const page of pages) expect((await page.call('environment.ping')).status).toBe(401)
    await provision('provisioning.access_keys.update', { ...key, enabled: true })
  })

  it('ends when its user signs out everywhere else', async () => {
    const user = await newUser('admin')
    const page = await openWidget(server, signed(user.email), HOST)
    const console = browser(server.url)
    await console.call('POST', '/session', await withPassword(user))
    const after = await openWidget(server, signed(user.email), HOST)

    expect((await console.call('DELETE', '/sessions')).status).toBe(200)

    expect((await page.call('environment.ping')).status).toBe(401)
    expect((await after.call('environment.ping')).status).toBe(401)
  })

  it('is made so often for a name, and then not for a while', async () => {
    const last = await startSession(server, signed('busy'), HOST)
    const next = await startSession(server, signed('busy'), HOST)

    expect([last.status, next.status]).toEqual([200, 429])
    expect(next.headers.get('retry-after')).not.toBeNull()
    expect((await startSession(server, signed('idle'), HOST)).status).toBe(200)
  })

  it('is stored as its hash only', async () => {
    const { token } = await openWidget(server, signed(), HOST)
    const { readFileSync, readdirSync } = await import('node:fs')
    const files = readdirSync(server.folder).filter((name) => name.startsWith('tintype.db'))

    for (const name of files) expect(readFileSync(`${server.folder}/${name}`).includes(token)).toBe(false)
    expect(files.length).toBeGreaterThan(0)
  })
})

describe('pages of other origins', () => {
  it('cannot sign anybody in, and are told what to change', async () => {
    const { status, body, headers } = await startSession(server, signed(), 'https://evil.example.com')

    expect(status).toBe(403)
    expect(body.error).toMatchObject({ code: 'FOREIGN_ORIGIN', message: expect.stringMatching(/widget_origins/) })
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  it('on the same machine need no setting', async () => {
    expect((await startSession(server, signed(), 'http://localhost:3000')).status).toBe(200)
  })

  it('may ask first, and read answers only with the token of a session', async () => {
    const url = `${server.url}/v1_1/demo/resources/search`
    const preflight = async (origin: string) => {
      const headers = { origin, 'access-control-request-method': 'POST' }
      return (await fetch(url, { method: 'OPTIONS', headers })).headers.get('access-control-allow-origin')
    }
    const page = await openWidget(server, signed(), HOST)
    const withToken = await page.call('search.assets')
    const withKey = await callOperation(server, operationNamed('search.assets'), { headers: { origin: HOST } }, server)

    expect([await preflight(HOST), await preflight('https://evil.example.com')]).toEqual([HOST, null])
    expect(withToken.headers.get('access-control-allow-origin')).toBe(HOST)
    expect(withToken.headers.get('vary')).toContain('Origin')
    expect([withKey.status, withKey.headers.get('access-control-allow-origin')]).toEqual([200, null])
  })

  it('are not asked for a password by the browser when a token is over', async () => {
    const { status, headers } = await ask('search.assets', { headers: { authorization: 'Bearer x', origin: HOST } })

    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="API"'])
    expect(headers.get('access-control-allow-origin')).toBe(HOST)
  })
})

describe('what a session may do', () => {
  const upload = async () => {
    const parameters = { resource_type: 'image', timestamp: Math.floor(clock.now() / 1000) }
    const { body } = await callOperation(server, operationNamed('assets.upload'), { parameters, file: picture }, server)
    return { resource_type: 'image', type: 'upload', public_id: String(body.public_id) }
  }

  it.each<[Role, string, number]>([
    ['master_admin', 'resources.delete', 200],
    ['technical_admin', 'resources.delete', 200],
    ['media_library_admin', 'resources.delete', 200],
    ['media_library_user', 'resources.delete', 403],
    ['reports', 'resources.delete', 403],
    ['media_library_user', 'assets.update', 200],
    ['reports', 'assets.update', 403],
    ['reports', 'assets.get', 200],
    ['master_admin', 'settings.get', 403],
    ['master_admin', 'upload_presets.list', 403],
    ['master_admin', 'assets.upload', 403],
  ])('26: as a %s: %s gives %i', async (role, id, expected) => {
    const asset = await upload()
    const page = await openWidget(server, signed((await newUser(role)).email), HOST)

    const { status, body } = await page.call(id, { ...asset, public_ids: [asset.public_id], tags: 'a' })

    expect(status, JSON.stringify(body)).toBe(expected)
    if (expected === 403) expect(body.error.message).toContain(`lacks the permission ${id}`)
    expect(page.body.permissions.includes(id)).toBe(expected === 200)
  })

  it.each([
    ['media_library_admin', 'notification_url', 403],
    ['media_library_admin', 'headers', 403],
    ['media_library_user', 'access_control', 403],
    ['media_library_admin', 'access_control', 200],
  ] as const)('as a %s with the parameter %s: %i', async (role, name, expected) => {
    const page = await openWidget(server, signed((await newUser(role)).email), HOST)
    const value = name === 'access_control' ? '[]' : 'http://192.0.2.1/'

    expect((await page.call('assets.update', { ...(await upload()), [name]: value })).status).toBe(expected)
  })

  it('is no more than the key that vouched for somebody may, and only in its folder', async () => {
    const asset = await upload()
    const page = await openWidget(server, signedVisitor('demo', 'ada', LIMITED, clock.now()), HOST)
    const refusal = async (id: string, parameters: object) => {
      const { status, body } = await page.call(id, { ...parameters })
      return { status, message: body.error?.message }
    }

    expect(page.body.folder).toBe('shop')
    expect(await refusal('assets.update', asset)).toEqual({
      status: 403,
      message: expect.stringMatching(/lacks the permission assets.update$/),
    })
    expect(await refusal('assets.get', asset)).toMatchObject({ status: 404 })
    expect(await refusal('resources.list', { resource_type: 'image' })).toMatchObject({ status: 403 })
    expect((await page.call('search.assets')).body.total_count).toBe(0)
    expect((await page.call('folders.create', { path: 'shop/shoes' })).status).toBe(200)
    expect((await page.call('folders.create', { path: 'elsewhere' })).status).toBe(403)
    expect(page.body.permissions).not.toContain('resources.list')
  })
})
