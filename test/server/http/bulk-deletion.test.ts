/** Deleting many assets, and what was made from them, over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditDataFolder, damagedOriginals } from '../../journeys/data-folder-audit.ts'
import { apiOf, type ServerApi } from '../../support/api-of-server.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { picture } from '../contract/examples/world.ts'

let server: TestServer
let api: ServerApi

beforeAll(async () => {
  server = await startServer()
  api = apiOf(server)
})
afterAll(() => server?.close())

const raw = { resource_type: 'raw', type: 'upload' }
const images = { resource_type: 'image', type: 'upload' }
const statusOf = async (path: string) => (await api.deliver(path)).status

const image = async (publicId: string, parameters: Readonly<Record<string, unknown>> = {}) =>
  (
    await api.call(
      'assets.upload',
      { resource_type: 'image', public_id: publicId, ...parameters },
      { file: Buffer.from(picture) },
    )
  ).body

describe('deleting by public ids', () => {
  it('deletes those that are there with what was made from them, and names the others', async () => {
    await image('ids/a', { eager: 'c_scale,w_2|c_scale,w_3' })
    await image('ids/b')

    const { status, body } = await api.call('resources.delete', { ...images, public_ids: ['ids/a', 'ids/b', 'ids/c'] })

    expect(status).toBe(200)
    expect(body).toEqual({
      deleted: { 'ids/a': 'deleted', 'ids/b': 'deleted', 'ids/c': 'not_found' },
      deleted_counts: { 'ids/a': { original: 1, derived: 2 }, 'ids/b': { original: 1, derived: 0 } },
      partial: false,
    })
    expect(await statusOf('image/upload/ids/a.png')).toBe(404)
  })

  it('leaves other types and other resource types of the same name alone', async () => {
    await api.raw('same', 'raw')
    await image('same')
    await image('same', { type: 'private' })

    await api.call('resources.delete', { ...images, public_ids: ['same'] })

    const details = (resource_type: string, type: string) =>
      api.call('assets.get', { resource_type, type, public_id: 'same' })
    expect((await details('raw', 'upload')).status).toBe(200)
    expect((await details('image', 'private')).status).toBe(200)
    expect((await details('image', 'upload')).status).toBe(404)
  })

  it('takes at most 100 ids', async () => {
    const ids = Array.from({ length: 101 }, (_, index) => `many-${index}`)

    const { status, body } = await api.call('resources.delete', { ...images, public_ids: ids })

    expect([status, body.error.message]).toEqual([400, 'Too many public_ids: got 101, at most 100'])
  })

  it.each([
    ['nothing', {}, 'Missing required parameter - one of public_ids, prefix, all=true'],
    ['an empty prefix', { prefix: '' }, 'Missing required parameter - one of public_ids, prefix, all=true'],
    ['all=false', { all: false }, 'Missing required parameter - one of public_ids, prefix, all=true'],
    ['two of them', { prefix: 'a', all: true }, 'Only one of the parameters public_ids, prefix, all=true can be given'],
  ])('refuses %s and deletes nothing', async (_name, selector, message) => {
    await api.raw('survivor', 'x')

    const { status, body } = await api.call('resources.delete', { ...raw, ...selector })

    expect([status, body.error.message]).toEqual([400, message])
    expect(await statusOf('raw/upload/survivor')).toBe(200)
  })
})

describe('deleting derived files only', () => {
  it('keeps the original and what other chains made', async () => {
    await image('kept', { eager: 'c_scale,w_2|c_scale,w_3|c_scale,w_4' })

    const some = await api.call('resources.delete', {
      ...images,
      public_ids: ['kept'],
      keep_original: true,
      transformations: 'c_scale,w_2|c_scale,w_3/png',
    })
    const rest = await api.call('resources.delete', { ...images, public_ids: ['kept'], keep_original: true })

    expect(some.body.deleted_counts).toEqual({ kept: { original: 0, derived: 2 } })
    expect(rest.body.deleted_counts).toEqual({ kept: { original: 0, derived: 1 } })
    expect(await statusOf('image/upload/c_scale,w_2/kept.png')).toBe(200)
  })

  it('deletes by ids, of its own environment', async () => {
    await image('by-derived-id', { eager: 'c_scale,w_2' })
    const details = () => api.call('assets.get', { ...images, public_id: 'by-derived-id' })
    const [{ id }] = (await details()).body.derived

    const { body } = await api.call('derived.delete', { derived_resource_ids: [id, 'unknown'] })

    expect(body).toEqual({ deleted: { [id]: 'deleted', unknown: 'not_found' } })
    expect((await details()).body.derived).toEqual([])
  })

  it('deletes what stands behind delivery URLs, and names those that are none of ours', async () => {
    await image('by-url', { eager: 'c_scale,w_2|c_scale,w_3' })
    const url = `${server.url}/${server.cloudName}/image/upload/c_scale,w_2/by-url.png`
    const strangers = [`${server.url}/other/image/upload/by-url.png`, 'no url', `${server.url}/${server.cloudName}/x`]

    const { body } = await api.call('derived.invalidate_by_urls', { urls: [url, ...strangers] })

    expect(body).toEqual({ invalidated: [url], failed: strangers })
    const { derived } = (await api.call('assets.get', { ...images, public_id: 'by-url' })).body
    expect(derived).toHaveLength(1)
  })
})

describe('deleting by prefix', () => {
  it('takes the text literally, from the start of the public id', async () => {
    for (const id of ['p_x/1', 'p_x/2', 'p%x', 'paxx', 'q/p_x']) await api.raw(id.replace('%', '-'), 'x')

    const { body } = await api.call('resources.delete', { ...raw, prefix: 'p_x' })

    expect(body.deleted).toEqual({ 'p_x/1': 'deleted', 'p_x/2': 'deleted' })
  })

  it('deletes nothing for a cursor that is not its own', async () => {
    await api.raw('cursor/1', 'x')

    const { status, body } = await api.call('resources.delete', { ...raw, prefix: 'cursor/', next_cursor: 'aaa' })

    expect([status, body]).toEqual([200, { deleted: {}, deleted_counts: {}, partial: false }])
    expect(await statusOf('raw/upload/cursor/1')).toBe(200)
  })
})

describe('deleting by tag and by asset ids', () => {
  it('deletes what has the tag, of every type', async () => {
    await api.raw('tagged', 'x', { tags: 'doomed,other' })
    await api.raw('tagged', 'x', { tags: 'doomed', type: 'private' })
    await api.raw('untagged', 'x', { tags: 'other' })

    const { body } = await api.call('resources.delete_by_tag', { resource_type: 'raw', tag: 'doomed' })

    expect(body.deleted_counts).toEqual({ tagged: { original: 2, derived: 0 } })
    expect(await statusOf('raw/upload/untagged')).toBe(200)
  })

  it('deletes assets of all resource types by their ids', async () => {
    const one = await api.raw('one', 'x')
    const two = await image('two')

    const { body } = await api.call('resources.delete_by_asset_ids', { asset_ids: [one.asset_id, two.asset_id, 'no'] })

    expect(body.deleted).toEqual({ [one.asset_id]: 'deleted', [two.asset_id]: 'deleted', no: 'not_found' })
  })
})

describe('deleting while the same names are uploaded', () => {
  it('shows each name whole or not at all, and leaves no file without its row', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `race/${index}`)
    for (const name of names) await api.raw(name, 'before')

    const deleting = api.call('resources.delete', { ...raw, prefix: 'race/' })
    await Promise.all(names.map((name) => api.raw(name, 'during')))
    const { status } = await deleting

    expect(status).toBe(200)
    for (const name of names) {
      const { text, ...delivered } = await api.deliver(`raw/upload/${name}`)
      expect(delivered.status === 404 || text === 'during', `${name}: ${delivered.status} ${text}`).toBe(true)
    }
    const { originals, derived, garbage, files } = await auditDataFolder(server.folder)
    const named = new Set([...originals.map(({ storageKey }) => storageKey), ...derived, ...garbage])
    expect(await damagedOriginals(server.folder, originals)).toEqual([])
    expect(files.filter((key) => !named.has(key))).toEqual([])
  })
})

describe('deleting everything of a type', () => {
  it('goes on in passes of a thousand until nothing is left', { timeout: 60_000 }, async () => {
    const other = await startServer()
    const { call, raw: store } = apiOf(other)
    const total = 1_030
    const upload = async (index: number) => store(`all/${index}`, 'x')
    for (let start = 0; start < total; start += 50) {
      await Promise.all(Array.from({ length: Math.min(50, total - start) }, (_, index) => upload(start + index)))
    }

    const first = (await call('resources.delete', { ...raw, all: true })).body
    const second = (await call('resources.delete', { ...raw, all: true, next_cursor: first.next_cursor })).body
    const left = await call('resources.list', { resource_type: 'raw' })
    await other.close()

    expect([Object.keys(first.deleted).length, first.partial]).toEqual([1_000, true])
    expect([Object.keys(second.deleted).length, second.partial]).toEqual([30, false])
    expect(left.body.resources).toEqual([])
  })
})
