/** Files for holders of signed URLs: assets by name and id, backed-up versions. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signParameters } from '../../../server/security/api-signature.ts'
import { apiOf, type ServerApi } from '../../support/api-of-server.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let api: ServerApi

beforeAll(async () => {
  server = await startServer()
  api = apiOf(server)
})
afterAll(() => server?.close())

const now = () => Math.floor(Date.now() / 1000)

function signed(fields: Readonly<Record<string, string>>): URLSearchParams {
  const parameters = { timestamp: String(now()), ...fields }
  const signature = signParameters(parameters, server.apiSecret, { algorithm: 'sha1', version: 2 })
  return new URLSearchParams({ ...parameters, api_key: server.apiKey, signature })
}

const get = (path: string, fields: Readonly<Record<string, string>>) =>
  fetch(`${server.url}/v1_1/${server.cloudName}/${path}?${signed(fields)}`)

describe('a download', () => {
  it('is had by asset id, and by POST too', async () => {
    const { asset_id } = await api.raw('file.txt', 'content', { type: 'private' })

    const byId = await get('asset/download', { asset_id, attachment: 'other.txt' })
    const byPost = await fetch(`${server.url}/v1_1/${server.cloudName}/raw/download`, {
      method: 'POST',
      body: signed({ public_id: 'file.txt', type: 'private' }),
    })

    expect([byId.status, await byId.text()]).toEqual([200, 'content'])
    expect(byId.headers.get('content-disposition')).toBe('attachment; filename="other.txt"')
    expect([byPost.status, await byPost.text()]).toEqual([200, 'content'])
  })

  it('gives moderators what they have rejected', async () => {
    const { asset_id } = await api.raw('rejected.txt', 'bad')
    await api.call('assets.update_by_id', { asset_id, moderation_status: 'rejected' })

    const response = await get('raw/download', { public_id: 'rejected.txt' })

    expect(await response.text()).toBe('bad')
  })

  it('gives a part of the file on request', async () => {
    await api.raw('long.txt', '0123456789')
    const query = signed({ public_id: 'long.txt' })

    const response = await fetch(`${server.url}/v1_1/${server.cloudName}/raw/download?${query}`, {
      headers: { range: 'bytes=2-4' },
    })

    expect([response.status, await response.text()]).toEqual([206, '234'])
  })

  it('that is good for long is good for nothing but downloads', async () => {
    await api.raw('kept.txt', 'x')
    const fields = { public_id: 'kept.txt', timestamp: String(now() - 7200), expires_at: String(now() + 7200) }

    const download = await get('raw/download', fields)
    const deletion = await fetch(`${server.url}/v1_1/${server.cloudName}/raw/destroy`, {
      method: 'POST',
      body: signed(fields),
    })

    expect([download.status, deletion.status]).toEqual([200, 400])
    expect((await api.deliver('raw/upload/kept.txt')).status).toBe(200)
  })
})

describe('the download of a backed-up version', () => {
  it('gives the bytes of that version, also after the asset was deleted', async () => {
    const first = await api.raw('versions.txt', 'one', { backup: true })
    await api.raw('versions.txt', 'two', { backup: true })
    await api.call('assets.destroy', { resource_type: 'raw', public_id: 'versions.txt' })

    const { asset_id, version_id } = first
    const response = await get('download_backup', { asset_id, version_id })

    expect([response.status, await response.text()]).toEqual([200, 'one'])
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="versions.txt"')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })

  it('is refused for versions of other assets and unknown ones', async () => {
    const [one, two] = [
      await api.raw('one.txt', '1', { backup: true }),
      await api.raw('two.txt', '2', { backup: true }),
    ]

    const { status, ...response } = await get('download_backup', {
      asset_id: one.asset_id,
      version_id: two.version_id,
    }).then(async (answer) => ({ status: answer.status, body: await answer.json() }))

    expect([status, response.body.error.message]).toEqual([404, 'Specified version does not exist'])
  })
})
