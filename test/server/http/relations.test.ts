/** Related assets, publishing and access modes over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../support/api-of-server.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let api: ServerApi

beforeAll(async () => {
  server = await startServer()
  api = apiOf(server)
})
afterAll(() => server?.close())

const name = (publicId: string) => ({ resource_type: 'raw', type: 'upload', public_id: publicId })
const relate = (publicId: string, others: readonly string[]) =>
  api.call('relations.add', { ...name(publicId), assets_to_relate: others }, { json: true })
const unrelate = (publicId: string, others: readonly string[]) =>
  api.call('relations.delete', { ...name(publicId), assets_to_unrelate: others }, { json: true })

const related = async (publicId: string) => {
  const { body } = await api.call('assets.get', { ...name(publicId), related: true })
  return body.related_assets.map(({ public_id }: { public_id: string }) => public_id).sort()
}

describe('related assets', () => {
  it('are seen from both ends until the relation ends', async () => {
    for (const id of ['a/one', 'two', 'three']) await api.raw(id, 'x')

    const { status, body } = await relate('a/one', ['raw/upload/two', 'raw/upload/three'])
    const seen = [await related('a/one'), await related('two')]
    await unrelate('two', ['raw/upload/a/one'])

    expect(status).toBe(200)
    expect(body.failed).toEqual([])
    expect(body.success).toMatchObject([
      { asset: 'raw/upload/two', code: 'success_ids', status: 200 },
      { asset: 'raw/upload/three', code: 'success_ids', status: 200 },
    ])
    expect(seen).toEqual([['three', 'two'], ['a/one']])
    expect([await related('a/one'), await related('two')]).toEqual([['three'], []])
  })

  it('say for each asset why it could not be related', async () => {
    for (const id of ['subject', 'known']) await api.raw(id, 'x')
    await relate('subject', ['raw/upload/known'])

    const added = await relate('subject', [
      'raw/upload/known',
      'raw/upload/nowhere',
      'raw/upload/subject',
      'nonsense',
      'audio/upload/x',
    ])
    const removed = await unrelate('subject', ['raw/upload/subject', 'raw/upload/nowhere'])

    const codes = (list: readonly { readonly asset: string; readonly code: string; readonly status: number }[]) =>
      list.map(({ asset, code, status }) => [asset, code, status])
    expect(codes(added.body.failed)).toEqual([
      ['raw/upload/known', 'already_exists_ids', 409],
      ['raw/upload/nowhere', 'non_existing_ids', 404],
      ['raw/upload/subject', 'invalid_relate_to_self_id', 400],
      ['nonsense', 'invalid_ids', 400],
      ['audio/upload/x', 'invalid_ids', 400],
    ])
    expect(codes(removed.body.failed)).toEqual([
      ['raw/upload/subject', 'relation_does_not_exist_ids', 404],
      ['raw/upload/nowhere', 'non_existing_ids', 404],
    ])
  })

  it('are named by asset ids too', async () => {
    const [one, two] = [await api.raw('id-one', 'x'), await api.raw('id-two', 'x')]

    const added = await api.call(
      'relations.add_by_asset_id',
      { asset_id: one.asset_id, assets_to_relate: [two.asset_id] },
      { json: true },
    )
    const between = await related('id-two')
    const removed = await api.call(
      'relations.delete_by_asset_id',
      { asset_id: two.asset_id, assets_to_unrelate: [one.asset_id] },
      { json: true },
    )

    expect([added.body.success.length, removed.body.success.length]).toEqual([1, 1])
    expect(between).toEqual(['id-one'])
    expect(await related('id-one')).toEqual([])
  })

  it('are listed page by page', async () => {
    const others = Array.from({ length: 5 }, (_, index) => `page-${index}`)
    for (const id of ['pages', ...others]) await api.raw(id, 'x')
    await relate(
      'pages',
      others.map((id) => `raw/upload/${id}`),
    )

    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await api.call('assets.get', {
        ...name('pages'),
        related: true,
        max_results: 2,
        ...(cursor === undefined ? {} : { related_next_cursor: cursor }),
      })
      seen.push(...body.related_assets.map(({ public_id }: { public_id: string }) => public_id))
      cursor = body.related_next_cursor
    } while (cursor !== undefined)

    expect(seen.sort()).toEqual(others)
  })

  it('are forgotten with a deleted asset, and refuse an unknown subject and long lists', async () => {
    for (const id of ['short-lived', 'stays']) await api.raw(id, 'x')
    await relate('stays', ['raw/upload/short-lived'])

    await api.call('assets.destroy', { resource_type: 'raw', public_id: 'short-lived' })
    const unknown = await relate('short-lived', ['raw/upload/stays'])
    const long = await relate(
      'stays',
      Array.from({ length: 11 }, (_, index) => `raw/upload/${index}`),
    )

    expect(await related('stays')).toEqual([])
    expect([unknown.status, long.status]).toEqual([404, 400])
  })
})

describe('publishing', () => {
  it('turns private and authenticated assets into public ones, and tells what could not be', async () => {
    await api.raw('pub/private', 'p', { type: 'private' })
    await api.raw('pub/authenticated', 'a', { type: 'authenticated' })
    await api.raw('pub/taken', 'closed', { type: 'private' })
    await api.raw('pub/taken', 'open')

    const { body } = await api.call('resources.publish', { resource_type: 'raw', prefix: 'pub/' })

    expect(body.published).toMatchObject([
      { public_id: 'pub/authenticated', type: 'upload' },
      { public_id: 'pub/private', type: 'upload' },
    ])
    expect(body.failed).toEqual([{ public_id: 'pub/taken', message: 'to_public_id (pub/taken) already exists' }])
    expect(await api.deliver('raw/upload/pub/private')).toEqual({ status: 200, text: 'p' })
    expect((await api.deliver('raw/upload/pub/taken')).text).toBe('open')
  })

  it('replaces what has the name on request, and takes ids and tags', async () => {
    await api.raw('over', 'closed', { type: 'private', tags: 'go' })
    await api.raw('over', 'open')

    const byTag = await api.call('resources.publish', { resource_type: 'raw', tag: 'go', overwrite: true })
    const byId = await api.call('resources.publish', { resource_type: 'raw', public_ids: ['nowhere'] })

    expect(byTag.body.published).toHaveLength(1)
    expect((await api.deliver('raw/upload/over')).text).toBe('closed')
    expect(byId.body).toEqual({
      published: [],
      failed: [{ public_id: 'nowhere', message: 'Resource not found - nowhere' }],
    })
  })
})

describe('the access mode', () => {
  it('closes and opens assets at once', async () => {
    await api.raw('mode', 'x', { tags: 'mode' })
    const scope = { resource_type: 'raw', type: 'upload' }
    const status = async () => (await api.deliver('raw/upload/mode')).status
    const before = await status()

    const closed = await api.call('resources.update_access_mode', {
      ...scope,
      public_ids: ['mode', 'nowhere'],
      access_mode: 'authenticated',
    })
    const between = await status()
    await api.call('resources.update_access_mode', { ...scope, tag: 'mode', access_mode: 'public' })

    expect(closed.body).toMatchObject({
      updated: [{ public_id: 'mode', access_mode: 'authenticated' }],
      failed: [{ public_id: 'nowhere' }],
    })
    expect([before, between, await status()]).toEqual([200, 401, 200])
  })

  it('needs a mode and one selector', async () => {
    const scope = { resource_type: 'raw', type: 'upload' }

    const wrong = await api.call('resources.update_access_mode', { ...scope, prefix: 'a', access_mode: 'open' })
    const none = await api.call('resources.update_access_mode', { ...scope, access_mode: 'public' })

    expect([wrong.status, none.status]).toEqual([400, 400])
  })
})
