/** Files of people's own accounts: Companion runs for real, the providers are stand-ins on loopback. */
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signParameters } from '../../../../server/security/api-signature.ts'
import { ACCOUNTS, ALL_PROVIDERS } from '../../../support/remote-providers/account-facts.ts'
import { SHARED_FOLDER } from '../../../support/remote-providers/onedrive.ts'
import { type StandIn, startProviders } from '../../../support/remote-providers/stand-in.ts'
import { followed, followedBySocket, signIn } from '../../../support/remote-visitor.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

interface Item {
  readonly name: string
  readonly isFolder: boolean
  readonly requestPath: string
  readonly size: number | null
  readonly thumbnail: string | null
}

let server: TestServer
let providers: StandIn
let pictures: readonly Buffer[]

beforeAll(async () => {
  const colours = ['teal', 'olive', 'navy', 'maroon']
  pictures = await Promise.all(
    colours.map((background) =>
      sharp({ create: { width: 60, height: 40, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    ),
  )
  const names = ['beach ümlaut.jpg', 'second.jpg', 'third.jpg']
  const inFolder = names.map((name, index) => ({ name, bytes: pictures[index] as Buffer, folder: 'Holidays' }))
  const shared = { name: 'shared.jpg', bytes: pictures[3] as Buffer, folder: SHARED_FOLDER }
  providers = await startProviders({
    folders: ['Holidays', SHARED_FOLDER],
    files: [
      ...[...inFolder, shared].map((file) => ({ ...file, type: 'image/jpeg' })),
      { name: 'notes.txt', folder: null, type: 'text/plain', bytes: Buffer.from('hello') },
    ],
  })
  server = await startServer({
    settings: { ...ALL_PROVIDERS, fetchAllowPrivate: ['127.0.0.1:*'] },
    remoteSourceHosts: providers.hosts,
  })
}, 30_000)
afterAll(async () => {
  await server.close()
  await providers.close()
})

const asker =
  (provider: string, token = '') =>
  async (path: string, init: RequestInit = {}) => {
    const headers = { 'Content-Type': 'application/json', ...(token !== '' && { 'Uppy-Auth-Token': token }) }
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

describe.each(ACCOUNTS)('$provider', (account) => {
  const { provider, hasFolders } = account

  const visitor = async () => {
    const { message } = await signIn(server.url, providers, provider)
    const ask = asker(provider, message.token)
    /** The folder of pictures; the top, where there are no folders. */
    const place = async (name = 'Holidays') => {
      if (!hasFolders) return '/list'
      const { items } = (await ask('/list')).body as { items: readonly Item[] }
      return `/list/${items.find((item) => item.name === name)?.requestPath}`
    }
    const picture = async (): Promise<Item> => (await ask(await place())).body.items[0]
    return { ask, place, picture }
  }

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
    const { ask, place } = await visitor()
    const top = await ask('/list')
    const inside = await ask(await place())

    expect(top.body.username).toBe(account.username)
    if (hasFolders) expect(top.body.items).toContainEqual(expect.objectContaining({ name: 'Holidays', isFolder: true }))
    expect(inside.body.items[0]).toMatchObject({
      name: expect.stringMatching(account.pictureName),
      isFolder: false,
      mimeType: 'image/jpeg',
      size: account.tellsSizes ? pictures[0]?.length : null,
    })
    const addresses = inside.body.items.map(({ thumbnail }: Item) => String(thumbnail).split('/companion/')[0])
    expect(new Set(addresses)).toEqual(new Set([server.url]))
  })

  it('shows a picture of what it lists', async () => {
    const { picture } = await visitor()
    const { thumbnail } = await picture()
    const { message } = await signIn(server.url, providers, provider)
    const response = await fetch(thumbnail ?? '', { headers: { 'Uppy-Auth-Token': message.token ?? '' } })

    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(digest(Buffer.from(await response.arrayBuffer()))).toBe(digest(pictures[0] as Buffer))
  })

  it('lists page after page of the same folder until it ends', async () => {
    const { ask, place } = await visitor()
    const path = await place()
    const whole = (await ask(path)).body.items as readonly Item[]
    providers.state.pageSize = 2
    const found: Item[] = []
    try {
      let next: string | null = path.slice('/list'.length).replace(/^\//, '')
      for (let pages = 0; next !== null && pages < 5; pages += 1) {
        const { body } = await ask(`/list/${next}`.replace('/?', '?').replace(/\/$/, ''))
        expect(body.items.length).toBeLessThanOrEqual(3)
        found.push(...body.items)
        next = body.nextPagePath
      }
      expect(next).toBeNull()
    } finally {
      providers.state.pageSize = 1000
    }

    expect(found.map(({ requestPath }) => requestPath)).toEqual(whole.map(({ requestPath }) => requestPath))
    expect(found.length).toBeGreaterThan(2)
  })

  it.each([
    ['a WebSocket', followedBySocket],
    ['lines of JSON', followed],
  ])('uploads what was picked, followed by %s: the answer is that of the upload API', async (_way, follow) => {
    const { ask, picture } = await visitor()
    const { requestPath, name } = await picture()
    const signed = signedBy(server, { tags: 'remote', source: 'uw' })

    const begun = await ask(`/get/${requestPath}`, order(signed, name))
    const end = await follow(server.url, begun.body.token)

    expect(end).toMatchObject({ action: 'success', payload: { response: { status: 200 } } })
    const info = JSON.parse(end.payload.response?.responseText ?? '')
    expect(info).toMatchObject({
      resource_type: 'image',
      width: 60,
      tags: ['remote'],
      original_filename: name.replace(/\.jpe?g$/, ''),
    })
    expect(info.secure_url).toContain(`127.0.0.1:${server.port}`)
    const stored = Buffer.from(await (await fetch(info.url)).arrayBuffer())
    expect(digest(stored)).toBe(digest(pictures[0] as Buffer))
  })

  it('tells what the upload API refused', async () => {
    const { ask, picture } = await visitor()
    const { requestPath, name } = await picture()

    const begun = await ask(`/get/${requestPath}`, order({ upload_preset: 'nobody' }, name))
    const end = await followed(server.url, begun.body.token)

    expect(end).toMatchObject({ action: 'error', payload: { response: { status: 400 } } })
    expect(JSON.parse(end.payload.response?.responseText ?? '').error.message).toContain('preset')
  })

  it('says that a sign-in has ended, and makes it fresh where the provider lets it', async () => {
    const { ask, picture } = await visitor()
    const { requestPath, name } = await picture()
    providers.state.accepted.clear()

    const ended = [await ask('/list'), await ask(`/get/${requestPath}`, order({ upload_preset: 'any' }, name))]
    const fresh = await ask('/refresh-token', { method: 'POST' })

    for (const { status, body } of ended) {
      expect({ status, code: body.error?.code }).toEqual({ status: 401, code: 'REMOTE_ACCOUNT_SIGNED_OUT' })
    }
    expect(fresh.status).toBe(account.refreshes ? 200 : 401)
    if (account.refreshes) expect((await asker(provider, fresh.body.token)('/list')).status).toBe(200)
  })

  it('says that a sign-in has ended for good when the provider makes it fresh no more', async () => {
    const { ask } = await visitor()
    const { stale } = providers.state
    for (const name of ['google', provider]) stale.add(name)
    const { status, body } = await ask('/refresh-token', { method: 'POST' })
    stale.clear()

    expect({ status, code: body.error?.code }).toEqual({ status: 401, code: 'REMOTE_ACCOUNT_SIGNED_OUT' })
  })

  it('logs out at the provider, or says where people do that themselves', async () => {
    const { ask } = await visitor()
    const before = providers.state.revoked.length

    const { body } = await ask('/logout')

    const { revokedAt } = account
    expect(body).toEqual({ revoked: revokedAt === null, manual_revoke_url: revokedAt })
    expect(providers.state.revoked.length).toBe(revokedAt === null ? before + 1 : before)
    if (revokedAt === null) expect((await ask('/list')).status).toBe(401)
  })
})

it.each([
  [500, 'did not answer as expected'],
  [429, 'takes no more requests for the moment'],
])(
  'tells of a provider that answers %i in words of its own',
  async (status, words) => {
    const answers = await Promise.all(
      ACCOUNTS.map(async ({ provider, listCall }) => {
        const { message } = await signIn(server.url, providers, provider)
        providers.state.failing.set(listCall, status)
        return asker(provider, message.token)('/list')
      }),
    )
    providers.state.failing.clear()

    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 502, body: { error: { code: 'REMOTE_SOURCE_FAILED' } } })
      expect(answer.body.error.message).toContain(words)
      expect(JSON.stringify(answer.body)).not.toContain('told to fail')
    }
  },
  15_000,
)

it('uploads from a drive of somebody else what was shared with the visitor', async () => {
  const { message } = await signIn(server.url, providers, 'onedrive')
  const ask = asker('onedrive', message.token)
  const folder = (await ask('/list')).body.items.find(({ name }: Item) => name === SHARED_FOLDER) as Item
  const [file] = (await ask(`/list/${folder.requestPath}`)).body.items as readonly Item[]

  const begun = await ask(`/get/${file?.requestPath}`, order(signedBy(server, {}), 'shared.jpg'))
  const end = await followed(server.url, begun.body.token)

  expect(file?.name).toBe('shared.jpg')
  expect(JSON.parse(end.payload.response?.responseText ?? '').bytes).toBe(pictures[3]?.length)
})

it('searches pictures page by page, names who made them, and has the download counted at the provider', async () => {
  providers.state.pageSize = 2
  const ask = asker('unsplash')
  const first = await ask('/list?q=.jpg')
  const second = await ask(`/list?q=.jpg&${first.body.nextPageQuery}`)
  providers.state.pageSize = 1000
  const [{ requestPath, name, author }] = first.body.items
  const begun = await ask(`/get/${requestPath}`, order(signedBy(server, {}), name))
  const end = await followed(server.url, begun.body.token)

  expect(first.body.items).toHaveLength(2)
  expect(second.body.items).toHaveLength(2)
  expect(second.body.nextPageQuery).toBeNull()
  expect(author).toEqual({ name: 'A Photographer', url: 'https://unsplash.com/@photographer' })
  expect(JSON.parse(end.payload.response?.responseText ?? '').bytes).toBe(pictures[0]?.length)
  expect(providers.state.asked.filter((call) => /^GET \/photos\/.*\/download$/.test(call))).toHaveLength(1)
})

function signedBy({ apiKey, apiSecret }: TestServer, fields: Record<string, string>): Record<string, string> {
  const all = { ...fields, timestamp: String(Math.floor(Date.now() / 1000)) }
  return { ...all, api_key: apiKey, signature: signParameters(all, apiSecret, { algorithm: 'sha1', version: 2 }) }
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
