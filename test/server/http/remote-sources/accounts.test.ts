/** Files of people's own accounts: Companion runs for real, the providers are stand-ins on loopback. */
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signParameters } from '../../../../server/security/api-signature.ts'
import { type StandIn, startProviders } from '../../../support/remote-providers/stand-in.ts'
import { followed, followedBySocket, signIn } from '../../../support/remote-visitor.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

describe.each(['drive', 'dropbox'])('%s', (provider) => {
  let server: TestServer
  let providers: StandIn
  let picture: Buffer

  beforeAll(async () => {
    picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer()
    providers = await startProviders({
      folders: ['Holidays'],
      files: [
        { name: 'beach ümlaut.jpg', folder: 'Holidays', type: 'image/jpeg', bytes: picture },
        { name: 'notes.txt', folder: null, type: 'text/plain', bytes: Buffer.from('hello') },
      ],
    })
    server = await startServer({
      settings: {
        googleDriveKey: 'google-key',
        googleDriveSecret: 'google-secret',
        dropboxKey: 'dropbox-key',
        dropboxSecret: 'dropbox-secret',
      },
      remoteSourceHosts: providers.hosts,
    })
  }, 30_000)
  afterAll(async () => {
    await server.close()
    await providers.close()
  })

  const token = async () => (await signIn(server.url, providers, provider)).message.token ?? ''
  const ask = async (path: string, uppyAuthToken: string, init: RequestInit = {}) => {
    const headers = { 'Uppy-Auth-Token': uppyAuthToken, 'Content-Type': 'application/json' }
    const response = await fetch(`${server.url}/companion/${provider}${path}`, { headers, ...init })
    return { status: response.status, body: await response.json() }
  }
  const order = (metadata: Record<string, string>, fileName: string) => ({
    method: 'POST',
    body: JSON.stringify({
      endpoint: `${server.url}/v1_1/${server.cloudName}/auto/upload`,
      protocol: 'multipart',
      fieldname: 'file',
      metadata,
      fileName,
    }),
  })

  it('hands the token of a sign-in to the page that asked, with its nonce, and never puts it into an address', async () => {
    const end = await signIn(server.url, providers, provider, { nonce: 'abcdefghijklmnop' })

    expect(end.status).toBe(200)
    expect(end.origin).toBe(server.url)
    expect(end.message).toMatchObject({ nonce: 'abcdefghijklmnop', provider })
    expect(end.message.token).toMatch(/.{50}/)
    expect(end.visited.filter((address) => address.includes(end.message.token ?? ''))).toEqual([])
  })

  it('tells the page when people refuse', async () => {
    const end = await signIn(server.url, providers, provider, { denied: true })

    expect(end.message).toMatchObject({ error: true, nonce: 'nonce-of-the-page-1234' })
    expect(end.message.token).toBeUndefined()
  })

  it('lists folders and what is in them, without an address of anybody else', async () => {
    const signedIn = await token()
    const top = await ask('/list', signedIn)
    const folder = top.body.items.find(({ name }: { name: string }) => name === 'Holidays')
    const inside = await ask(`/list/${folder.requestPath}`, signedIn)

    expect(top.body.username).toBe('visitor@example.com')
    expect(folder).toMatchObject({ isFolder: true, thumbnail: null })
    expect(inside.body.items).toMatchObject([{ name: 'beach ümlaut.jpg', isFolder: false, size: picture.length }])
    expect(inside.body.items[0].thumbnail.startsWith(`${server.url}/companion/`)).toBe(true)
  })

  it.each([
    ['a WebSocket', followedBySocket],
    ['lines of JSON', followed],
  ])('uploads what was picked, followed by %s: the answer is that of the upload API', async (_way, follow) => {
    const signedIn = await token()
    const [folder] = (await ask('/list', signedIn)).body.items.filter(
      ({ name }: { name: string }) => name === 'Holidays',
    )
    const [file] = (await ask(`/list/${folder.requestPath}`, signedIn)).body.items
    const signed = signedBy(server, { tags: 'remote', source: 'uw' })

    const begun = await ask(`/get/${file.requestPath}`, signedIn, order(signed, file.name))
    const end = await follow(server.url, begun.body.token)

    expect(end).toMatchObject({ action: 'success', payload: { response: { status: 200 } } })
    const info = JSON.parse(end.payload.response?.responseText ?? '')
    expect(info).toMatchObject({
      resource_type: 'image',
      width: 60,
      tags: ['remote'],
      original_filename: 'beach ümlaut',
    })
    expect(info.secure_url).toContain(`127.0.0.1:${server.port}`)
    const stored = Buffer.from(await (await fetch(info.url)).arrayBuffer())
    expect(digest(stored)).toBe(digest(picture))
  })

  it('tells what the upload API refused', async () => {
    const signedIn = await token()
    const [file] = (await ask('/list', signedIn)).body.items.filter(
      ({ name }: { name: string }) => name === 'notes.txt',
    )

    const begun = await ask(`/get/${file.requestPath}`, signedIn, order({ upload_preset: 'nobody' }, file.name))
    const end = await followed(server.url, begun.body.token)

    expect(end).toMatchObject({ action: 'error', payload: { response: { status: 400 } } })
    expect(JSON.parse(end.payload.response?.responseText ?? '').error.message).toContain('preset')
  })

  it('says that a sign-in has ended, and refreshes it', async () => {
    const signedIn = await token()
    providers.state.accepted.clear()

    const ended = await ask('/list', signedIn)
    const fresh = await ask('/refresh-token', signedIn, { method: 'POST' })
    const listed = await ask('/list', fresh.body.token)

    expect(ended).toMatchObject({ status: 401, body: { error: { code: 'REMOTE_ACCOUNT_SIGNED_OUT' } } })
    expect(listed.status).toBe(200)
  })

  it('logs out at the provider', async () => {
    const signedIn = await token()
    const before = providers.state.revoked.length

    const { body } = await ask('/logout', signedIn)

    expect(body).toEqual({ revoked: true, manual_revoke_url: null })
    expect(providers.state.revoked.length).toBe(before + 1)
    expect((await ask('/list', signedIn)).status).toBe(401)
  })
})

function signedBy({ apiKey, apiSecret }: TestServer, fields: Record<string, string>): Record<string, string> {
  const all = { ...fields, timestamp: String(Math.floor(Date.now() / 1000)) }
  return { ...all, api_key: apiKey, signature: signParameters(all, apiSecret, { algorithm: 'sha1', version: 2 }) }
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
