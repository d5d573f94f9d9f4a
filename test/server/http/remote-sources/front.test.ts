/** What stands before Companion: who gets in, what there is, and what is said when something is missing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completeConfig } from '../../../../server/config/read-config.ts'
import { type StandIn, startProviders } from '../../../support/remote-providers/stand-in.ts'
import { signIn } from '../../../support/remote-visitor.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

describe('a server without remote sources', () => {
  it('has nothing there, and says what is missing', async () => {
    const server = await startServer()
    const sources = (await (await fetch(`${server.url}/widgets/v1/${server.cloudName}/sources`)).json()).sources
    const { status } = await fetch(`${server.url}/companion/drive/list`)
    await server.close()

    expect(status).toBe(404)
    expect(server.tintype.upgrade).toBeUndefined()
    expect(sources).toContainEqual({
      name: 'google_drive',
      kind: 'account',
      enabled: false,
      reason: 'Not configured on this server: set TINTYPE_GOOGLE_DRIVE_KEY and TINTYPE_GOOGLE_DRIVE_SECRET',
    })
  })

  it('does not start with half of what a provider needs', async () => {
    await expect(startServer({ settings: { dropboxKey: 'key' } })).rejects.toThrow(
      'Dropbox is configured in part: set TINTYPE_DROPBOX_SECRET too',
    )
  })

  it('says once at its start that nobody knows its address', async () => {
    const server = await startServer({ settings: { host: '0.0.0.0', unsplashKey: 'key' } })
    await server.close()

    expect(server.logged.map(({ message }) => message)).toContain(
      'remote sources are off: TINTYPE_PUBLIC_URL is not set, which providers send people back to',
    )
  })

  it('takes origins only', () => {
    expect(() => completeConfig({ remoteSourcesOrigins: ['https://a.example/page'] })).toThrow(
      'expected origins like `https://www.example.com`',
    )
  })
})

describe('a server with remote sources', () => {
  let server: TestServer
  let providers: StandIn

  beforeAll(async () => {
    providers = await startProviders({
      folders: [],
      files: [{ name: 'tower.jpg', folder: null, type: 'image/jpeg', bytes: Buffer.from('a picture, nearly') }],
    })
    server = await startServer({
      settings: {
        dropboxKey: 'dropbox-key',
        dropboxSecret: 'dropbox-secret',
        unsplashKey: 'unsplash-key',
        remoteSourcesOrigins: ['https://shop.example'],
        fetchAllowPrivate: ['127.0.0.1:*'],
      },
      remoteSourceHosts: providers.hosts,
    })
  }, 30_000)
  afterAll(async () => {
    await server.close()
    await providers.close()
  })

  const ask = (path: string, init: RequestInit = {}) => fetch(`${server.url}/companion${path}`, init)

  it.each([
    ['https://shop.example', 200],
    ['http://localhost:3000', 200],
    ['https://evil.example', 401],
    ['null', 401],
  ])('answers a page of %s by %i', async (origin, status) => {
    const response = await ask('', { headers: { origin } })
    const listed = await fetch(`${server.url}/widgets/v1/${server.cloudName}/sources`, { headers: { origin } })
    const { sources } = await listed.json()

    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBe(status === 200 ? origin : null)
    const dropbox = sources.find(({ name }: { name: string }) => name === 'dropbox')
    if (origin !== 'null') expect(dropbox.enabled).toBe(status === 200)
  })

  it.each(['https://evil.example', 'javascript:alert(1)', '', '*'])('hands no sign-in to %j', async (origin) => {
    const query = new URLSearchParams({ origin, nonce: 'abcdefghijklmnop' })
    const response = await ask(`/dropbox/connect?${query}`, { redirect: 'manual' })

    expect(response.status).toBe(401)
  })

  it.each([
    ['/drive/list', 404, 'Google Drive: Not configured on this server'],
    ['/zoom/list', 404, 'There is no remote source "zoom"'],
    ['/webdav/simple-auth', 404, 'nothing at this address'],
    ['/s3/params', 404, 'nothing at this address'],
    ['/dropbox/deauthorization/callback', 404, 'nothing at this address'],
    ['/dropbox/connect?origin=http://localhost&nonce=short', 400, 'for parameter nonce: expected 16 to 128'],
    ['/dropbox/list', 401, 'Dropbox does not accept this sign-in'],
    ['/unsplash/search?q=tower', 404, 'Unsplash cannot be searched here: use /unsplash/list?q='],
    ['/unsplash/list', 502, 'Unsplash refused the request'],
    ['/unsplash/connect?origin=http://localhost&nonce=abcdefghijklmnop', 404, 'Unsplash needs no sign-in'],
    ['/thumbnail?url=https://internal.example/&until=99999999999&signature=x', 400, 'not one of ours'],
    ['/progress/nonsense', 404, 'There is no such upload'],
  ])('answers %s by %i', async (path, status, message) => {
    const response = await ask(path, { redirect: 'manual' })
    const { error } = await response.json()

    expect({ status: response.status, message: error.message }).toEqual({
      status,
      message: expect.stringContaining(message),
    })
  })

  it('takes uploads for its own upload API only', async () => {
    const order = { endpoint: 'http://169.254.169.254/latest/meta-data', metadata: {}, fileName: 'a.jpg' }
    const response = await ask('/unsplash/get/tower.jpg', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(order),
    })

    expect(response.status).toBe(400)
    expect((await response.json()).error.message).toContain('Invalid endpoint')
  })

  it('does not believe a token of somebody else, nor one that was changed', async () => {
    const { message } = await signIn(server.url, providers, 'dropbox')
    const changed = `${message.token?.slice(0, -4)}AAAA`

    for (const token of [changed, 'a'.repeat(200), 'x']) {
      const response = await ask('/dropbox/list', { headers: { 'Uppy-Auth-Token': token } })
      expect(response.status).toBe(401)
    }
  })

  it('does not go on with a sign-in that another browser began', async () => {
    const query = new URLSearchParams({ origin: server.url, nonce: 'abcdefghijklmnop' })
    await ask(`/dropbox/connect?${query}`, { redirect: 'manual' })
    const response = await ask('/dropbox/callback', { redirect: 'manual' })

    expect(response.status).toBe(400)
    expect(await response.text()).toContain('Dropbox is not connected')
  })

  it('finds pictures with who made them, and shows their thumbnails by addresses of its own', async () => {
    const { items } = await (await ask('/unsplash/list?q=tower')).json()
    const [tower] = items
    const thumbnail = await fetch(tower.thumbnail)

    expect(tower.author).toEqual({ name: 'A Photographer', url: 'https://unsplash.com/@photographer' })
    expect(tower.thumbnail.startsWith(`${server.url}/companion/thumbnail?`)).toBe(true)
    expect(thumbnail.headers.get('content-type')).toBe('image/jpeg')
    expect(await thumbnail.text()).toBe('a picture, nearly')
  })

  it('tells a failing provider in its own words only', async () => {
    const { message } = await signIn(server.url, providers, 'dropbox')
    providers.state.failing.set('/2/files/list_folder', 500)
    const response = await ask('/dropbox/list', { headers: { 'Uppy-Auth-Token': message.token ?? '' } })
    const text = await response.text()
    providers.state.failing.clear()

    expect(response.status).toBe(502)
    expect(text).not.toContain('told to fail')
    expect(JSON.parse(text).error).toMatchObject({ code: 'REMOTE_SOURCE_FAILED' })
  })

  it('starts the process again that has ended', async () => {
    const { message } = await signIn(server.url, providers, 'dropbox')
    const { execFileSync } = await import('node:child_process')
    const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)])
      .toString()
      .split('\n')
    const child = children.find((line) => line.includes('adapters/companion/child'))
    process.kill(Number.parseInt(child ?? '', 10), 'SIGKILL')
    await expect
      .poll(async () => (await ask('/dropbox/list', { headers: { 'Uppy-Auth-Token': message.token ?? '' } })).status)
      .toBe(200)
  })
})
