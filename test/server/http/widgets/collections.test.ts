/** Collections over HTTP, by key and by the session of a widget. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../../support/api-of-server.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { signedVisitor } from '../../../support/signed-visitor.ts'
import { openWidget } from '../../../support/widget-session.ts'

let server: TestServer
let api: ServerApi
/** Asset ids by name. */
const ids: Record<string, string> = {}

beforeAll(async () => {
  server = await startServer()
  api = apiOf(server)
  for (const name of ['a', 'b', 'c', 'd', 'e']) ids[name] = (await api.raw(`${name}.txt`, name)).asset_id
})
afterAll(() => server.close())

const ask = async (id: string, parameters: Readonly<Record<string, unknown>>) =>
  (await api.call(`widgets.collections.${id}`, parameters, { json: true })).body
const named = (...names: readonly string[]) => names.map((name) => ids[name])

async function collection(...names: readonly string[]): Promise<string> {
  return (await ask('create', { name: 'Front page', ...(names.length > 0 && { asset_ids: named(...names) }) })).id
}

async function content(id: string): Promise<string> {
  const { resources } = await ask('assets', { id, max_results: 500 })
  return resources.map(({ public_id }: { public_id: string }) => public_id[0]).join('')
}

describe('a collection', () => {
  it('has a name and a description, which can be changed, and is listed by name with what is in it', async () => {
    const id = await collection('a', 'b')
    await ask('create', { name: 'Empty' })

    expect(await ask('update', { id, name: ' Zebras ', description: 'Black and white' })).toMatchObject({
      id,
      name: 'Zebras',
      description: 'Black and white',
    })
    expect(await ask('update', { id, description: null })).not.toHaveProperty('description')
    const { collections, total_count } = await ask('list', {})
    expect(total_count).toBe(2)
    expect(collections.map(({ name, asset_count }: never) => [name, asset_count])).toEqual([
      ['Empty', 0],
      ['Zebras', 2],
    ])
    const first = await ask('list', { max_results: 1 })
    const second = await ask('list', { max_results: 1, next_cursor: first.next_cursor })
    expect([first, second].map((page) => page.collections[0].name)).toEqual(['Empty', 'Zebras'])
    expect(second.next_cursor).toBeUndefined()
  })

  it('keeps the order in which assets were added, and in which they are put', async () => {
    const id = await collection('c', 'a')

    expect(await ask('add', { id, asset_ids: [...named('b'), 'f'.repeat(32)] })).toEqual({
      added: named('b'),
      not_found: ['f'.repeat(32)],
    })
    expect(await content(id)).toBe('cab')
    await ask('add', { id, asset_ids: named('d', 'b'), before: ids.a })
    expect(await content(id)).toBe('cdba')
    await ask('add', { id, asset_ids: named('c') })
    expect(await content(id)).toBe('dbac')
    expect(await ask('remove', { id, asset_ids: named('a', 'e') })).toEqual({ removed: named('a') })
    expect(await content(id)).toBe('dbc')
  })

  it('is read page by page, whatever is taken out meanwhile', async () => {
    const id = await collection('a', 'b', 'c', 'd', 'e')
    const read = async (next_cursor?: string) =>
      ask('assets', { id, max_results: 2, ...(next_cursor !== undefined && { next_cursor }) })

    const first = await read()
    await ask('remove', { id, asset_ids: named('b', 'c') })
    const second = await read(first.next_cursor)

    const names = [first, second].flatMap(({ resources }) => resources.map(({ public_id }: never) => public_id[0]))
    expect(names.join('')).toBe('abde')
    expect(second.next_cursor).toBeUndefined()
  })

  it('loses what is deleted', async () => {
    const gone = (await api.raw('gone.txt', 'gone')).asset_id
    const id = await collection('a')
    await ask('add', { id, asset_ids: [gone] })

    await api.call('resources.delete_by_asset_ids', { asset_ids: [gone] })

    expect(await content(id)).toBe('a')
    const listed = (await ask('list', { max_results: 500 })).collections.find((each: { id: string }) => each.id === id)
    expect(listed.asset_count).toBe(1)
  })

  it('goes without its assets', async () => {
    const id = await collection('a')

    expect(await ask('delete', { id })).toEqual({ message: 'ok' })

    expect((await ask('assets', { id })).error.message).toBe(`Cannot find collection with id ${id}`)
    expect((await api.call('assets.get_by_id', { asset_id: ids.a })).status).toBe(200)
  })

  it.each([
    ['create', { name: '  ' }, /parameter name: expected a name/],
    ['create', {}, /Missing required parameter - name/],
    ['add', { id: 'none', asset_ids: ['a'] }, /Cannot find collection with id none/],
    ['assets', { id: 'none' }, /Cannot find collection/],
    ['delete', { id: 'none' }, /Cannot find collection/],
    ['list', { next_cursor: 'none' }, /parameter next_cursor/],
  ])('%s with %j is refused', async (id, parameters, message) => {
    expect((await ask(id, parameters)).error.message).toMatch(message)
  })

  it('cannot be put before what is not in it', async () => {
    const id = await collection('a')

    expect((await ask('add', { id, asset_ids: named('b'), before: ids.e })).error.message).toMatch(/parameter before/)
    expect(await content(id)).toBe('a')
  })

  it('is made and filled by the session of a widget, and deleted only by those who manage', async () => {
    const page = await openWidget(server, signedVisitor('demo', 'ada', server))
    const made = await page.call('widgets.collections.create', { name: 'Mine', asset_ids: named('b') }, { json: true })
    const { id } = made.body

    const { body } = await page.call('widgets.collections.assets', { id })

    expect(body.resources[0]).toMatchObject({ asset_id: ids.b, tags: [] })
    expect((await page.call('widgets.collections.delete', { id })).status).toBe(403)
  })
})
