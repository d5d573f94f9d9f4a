/**
 * Sessions that reach one folder: what they are told of it, and that nothing tells them of anything elsewhere. Everything
 * that must not be told is called `secret`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../../support/api-of-server.ts'
import { newEmail } from '../../../support/console-client.ts'
import { type EventStream, openEvents } from '../../../support/event-stream.ts'
import { callOperation, provisioningCredential } from '../../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { signedVisitor } from '../../../support/signed-visitor.ts'
import type { WidgetPage } from '../../../support/widget-session.ts'
import { openWidget } from '../../../support/widget-session.ts'
import { operationNamed, picture } from '../../contract/examples/world.ts'

const LIMITED = { apiKey: '333333333333333', apiSecret: 'secret-of-333333333333333' }
let server: TestServer
let api: ServerApi
/** A manager: nobody may call more. */
let page: WidgetPage
/** Asset ids, and ids of collections. */
const ids: Record<string, string> = {}

beforeAll(async () => {
  const folder = await preparedFolder(async (database) => {
    const demo = environmentRow('demo')
    await database.environments.insert(demo)
    await database.accessKeys.insert(accessKeyRow(demo, { ...LIMITED, folderPrefix: 'shop' }))
  })
  server = await startServer({ folder, removesFolder: true, settings: { cloudName: 'demo' } })
  api = apiOf(server)
  await api.call('metadata_fields.create', { type: 'string', label: 'Note', external_id: 'note' }, { json: true })
  await store('own', 'shop', { tags: 'both,own', context: 'alt=own', metadata: 'note=own' })
  await store('below', 'shop/shoes', { tags: 'below' })
  await store('secret-one', 'secret', { tags: 'both,secret', context: 'alt=secret', metadata: 'note=secret' })
  await api.call('relations.add_by_asset_id', { asset_id: ids.own, assets_to_relate: [ids['secret-one'], ids.below] })
  ids.mixed = await collection('Mixed', 'secret-one', 'below', 'own')
  ids.foreign = await collection('Secret', 'secret-one')
  await api.call('transformations.create', { name: 'thumb', transformation: 'w_20' })
  const secret = { resource_type: 'image', type: 'upload', public_id: 'secret-one', eager: 't_thumb|l_secret-one,w_9' }
  await api.call('assets.explicit', secret)
  page = await openWidget(server, signedVisitor('demo', await manager(), LIMITED))
})
afterAll(() => server.close())

async function store(publicId: string, assetFolder: string, more: object = {}): Promise<string> {
  const parameters = { resource_type: 'image', public_id: publicId, asset_folder: assetFolder, ...more }
  const { status, body } = await api.call('assets.upload', parameters, { file: picture })
  expect(status, JSON.stringify(body)).toBe(200)
  ids[publicId] = body.asset_id
  return body.asset_id
}

async function collection(name: string, ...assets: readonly string[]): Promise<string> {
  const parameters = { name, asset_ids: assets.map((each) => ids[each]) }
  return (await api.call('widgets.collections.create', parameters, { json: true })).body.id
}

async function manager(): Promise<string> {
  const email = newEmail()
  const parameters = { name: 'Ada', email, role: 'media_library_admin' }
  const credential = provisioningCredential(server.account)
  await callOperation(server, operationNamed('provisioning.users.create'), { parameters }, credential)
  return email
}

const image = { resource_type: 'image', type: 'upload' }

/** What is elsewhere, or what is nowhere. */
interface Named {
  readonly name: string
  readonly id: string
  readonly collection: string
  readonly folder: string
}
type Parameters = Readonly<Record<string, unknown>>

/** Every operation that such a session can call, and how it could ask for what is elsewhere. */
const ASKS: Readonly<Record<string, (named: Named) => Parameters>> = {
  'environment.ping': () => ({}),
  'search.assets': ({ name }) => ({
    expression: `public_id=${name} OR tags=secret OR asset_folder:secret* OR metadata.note=secret`,
    aggregate:
      '["format","resource_type",{"type":"queries","name":"q","queries":[{"key":"a","expression":"tags=secret"}]}]',
  }),
  'search.assets_by_query': ({ id }) => ({ expression: `asset_id=${id} OR secret` }),
  'search.folders': ({ folder }) => ({ expression: `path:${folder}*` }),
  'search.folders_by_query': ({ folder }) => ({ expression: `name=${folder}` }),
  'resources.list_by_asset_folder': ({ folder }) => ({ asset_folder: folder }),
  'tags.list': () => ({ resource_type: 'image', prefix: 'secret' }),
  'folders.list_below': ({ folder }) => ({ path: folder }),
  'folders.create': ({ folder }) => ({ path: `${folder}/new` }),
  'folders.rename': ({ folder }) => ({ path: folder, to_folder: 'shop/taken' }),
  'folders.delete': ({ folder }) => ({ path: folder }),
  'assets.get': ({ name }) => ({ ...image, public_id: name, related: true }),
  'assets.get_by_id': ({ id }) => ({ asset_id: id }),
  'assets.update': ({ name }) => ({ ...image, public_id: name, tags: 'taken' }),
  'assets.update_by_id': ({ id }) => ({ asset_id: id, asset_folder: 'shop' }),
  'assets.tags': ({ name }) => ({ ...image, command: 'add', tag: 'taken', public_ids: [name] }),
  'assets.context': ({ name }) => ({ ...image, command: 'add', context: 'taken=1', public_ids: [name] }),
  'assets.metadata': ({ name }) => ({ ...image, metadata: 'note=taken', public_ids: [name] }),
  'assets.change_many': ({ id }) => ({ changes: [{ asset_id: id, set: { add_tags: ['taken'] } }] }),
  'assets.rename': ({ name }) => ({ ...image, from_public_id: name, to_public_id: 'taken' }),
  'assets.destroy': ({ name }) => ({ ...image, public_id: name }),
  'assets.destroy_by_id': ({ id }) => ({ asset_id: id }),
  'resources.delete': ({ name }) => ({ ...image, public_ids: [name] }),
  'resources.delete_by_asset_ids': ({ id }) => ({ asset_ids: [id] }),
  'metadata_fields.list': () => ({}),
  'metadata_fields.get': () => ({ field_id: 'note' }),
  'metadata_rules.list': () => ({}),
  'transformations.list': () => ({}),
  'widgets.session.get': () => ({}),
  'widgets.sign': ({ name, folder }) => ({ params_to_sign: { public_id: name, asset_folder: folder } }),
  'widgets.events': () => ({ wait: false }),
  'widgets.collections.list': () => ({}),
  'widgets.collections.assets': ({ collection: id }) => ({ id }),
}
/** Ends the session of all these tests. */
const LEFT_OUT = ['widgets.session.delete']
const VARIES = /"(time|signature|timestamp|expires_in|request_id)": ?("[^"]*"|[\d.]+)|id: \w+/g

describe('a session that reaches one folder', () => {
  it('can call nothing that is not asked for below', () => {
    const callable = (page.body.permissions as readonly string[]).filter((id) => !LEFT_OUT.includes(id))

    expect(callable.toSorted()).toEqual(
      Object.keys(ASKS)
        .filter((id) => !/session/.test(id))
        .toSorted(),
    )
  })

  it.each(Object.entries(ASKS))('is answered by %s as if nothing was elsewhere', async (id, ask) => {
    const there = { name: 'secret-one', id: ids['secret-one'] ?? '', collection: ids.foreign ?? '', folder: 'secret' }
    const nowhere = { name: 'absent-one', id: 'f'.repeat(32), collection: 'e'.repeat(32), folder: 'absent' }
    const before = await everything()

    const [of, without] = [await answer(id, ask(there), there), await answer(id, ask(nowhere), nowhere)]

    expect(of).toEqual(without)
    expect(of.text).not.toContain('secret')
    expect(await everything()).toEqual(before)
  })

  it('finds, lists and counts what lies there', async () => {
    const found = await page.call('search.assets', { aggregate: 'resource_type' })
    const tags = await page.call('tags.list', { resource_type: 'image', max_results: 2 })
    const rest = await page.call('tags.list', { resource_type: 'image', next_cursor: tags.body.next_cursor })

    expect(found.body).toMatchObject({ total_count: 2, aggregations: { resource_type: { image: 2 } } })
    expect([...tags.body.tags, ...rest.body.tags]).toEqual(['below', 'both', 'own'])
    expect(rest.body.next_cursor).toBeUndefined()
  })

  it('sees collections that have something there, and nothing else of them', async () => {
    const { body } = await page.call('widgets.collections.list')
    const first = await page.call('widgets.collections.assets', { id: ids.mixed, max_results: 1 })
    const second = await page.call('widgets.collections.assets', { id: ids.mixed, next_cursor: first.body.next_cursor })

    expect(body).toMatchObject({ total_count: 1, collections: [{ id: ids.mixed, name: 'Mixed', asset_count: 2 }] })
    const names = [first, second].flatMap((each) => each.body.resources).map(({ public_id }) => public_id)
    expect(names).toEqual(['below', 'own'])
    expect(second.body.next_cursor).toBeUndefined()
    expect((await page.call('widgets.collections.add', { id: ids.mixed, asset_ids: [ids.own] })).status).toBe(403)
  })

  it('knows named transformations by name, and not what was made by them or by others', async () => {
    const { body } = await page.call('transformations.list', { named: false, max_results: 500 })
    const one = await page.call('transformations.list', { transformation: 't_thumb' })

    expect(body).toEqual({
      transformations: [{ name: 't_thumb', allowed_for_strict: true, used: false, named: true }],
    })
    expect([one.status, (await page.call('transformations.get', { transformation: 't_thumb' })).status]).toEqual([
      403, 403,
    ])
  })

  it('is shown only those related assets that lie there', async () => {
    const { body } = await page.call('assets.get', { ...image, public_id: 'own', related: true })

    expect(body.related_assets.map(({ public_id }: { public_id: string }) => public_id)).toEqual(['below'])
  })

  it('takes a tag away from nothing elsewhere, by making it exclusive', async () => {
    const exclusive = { ...image, command: 'set_exclusive', tag: 'both', public_ids: ['below'] }

    expect((await page.call('assets.tags', exclusive)).body.public_ids.toSorted()).toEqual(['below', 'own'])
    expect((await api.call('assets.get_by_id', { asset_id: ids['secret-one'] })).body.tags).toContain('both')
  })

  it('is told that a name is taken, and not where', async () => {
    const rename = { ...image, from_public_id: 'own', to_public_id: 'secret-one', overwrite: true }
    const renamed = await page.call('assets.rename', rename)
    const own = await page.call('assets.rename', { ...rename, to_public_id: 'below', overwrite: false })
    const over = await callOperation(
      server,
      operationNamed('assets.upload'),
      { parameters: { resource_type: 'image', public_id: 'secret-one', asset_folder: 'shop' }, file: picture },
      LIMITED,
    )

    const message = 'to_public_id (secret-one) already exists'
    expect([renamed.status, renamed.body.error.message]).toEqual([own.status, message])
    expect(over.body.error.message).toMatch(/folder shop, and the public ID secret-one is taken outside of it$/)
  })
})

describe('its stream of changes', () => {
  const listen = async (of: WidgetPage): Promise<EventStream> => {
    const stream = await openEvents(`${server.url}/widgets/v1/demo/events`, of.token)
    await stream.until(1)
    return stream
  }

  it('tells what comes, changes and goes there, and names nothing else', async () => {
    const [own, all] = [
      await listen(page),
      await listen(await openWidget(server, signedVisitor('demo', 'eve', server))),
    ]
    const elsewhere = await store('secret-two', 'secret')
    const wanderer = await store('wanderer', 'secret/deep')
    const foreign = (await api.call('folders.create', { path: 'secret/other' })).status
    await api.call('assets.update_by_id', { asset_id: elsewhere, tags: 'secret', context: 'alt=secret' })
    await api.call('assets.rename', { ...image, from_public_id: 'secret-two', to_public_id: 'secret-three' })
    await api.call('widgets.collections.update', { id: ids.foreign, name: 'Secret too' }, { json: true })
    await api.call('assets.update_by_id', { asset_id: wanderer, asset_folder: 'shop/shoes' })
    await api.call('assets.update_by_id', { asset_id: wanderer, tags: 'a', display_name: 'Other' })
    await api.call('assets.rename', { ...image, from_public_id: 'wanderer', to_public_id: 'wanderer-2' })
    await api.call('assets.update_by_id', { asset_id: wanderer, asset_folder: 'secret' })
    await api.call('assets.update_by_id', { asset_id: wanderer, tags: 'secret' })
    await api.call('folders.create', { path: 'shop/new' })
    await api.call('folders.rename', { path: 'shop/new', to_folder: 'secret/new' })
    await api.call('widgets.collections.update', { id: ids.mixed, name: 'Both' }, { json: true })
    await api.call('resources.delete_by_asset_ids', { asset_ids: [elsewhere, wanderer] })
    await store('last', 'shop', { eager: 'w_11', tags: 'last' })
    // It is told when its files are made, by the queue.
    await own.until(10)
    await api.call('resources.delete', { ...image, public_ids: ['last'] })

    expect(foreign).toBe(200)
    const events = await own.until(11)
    const told = events.slice(1).map(({ type, body }) => {
      const names = body.resources?.map(({ public_id }: { public_id: string }) => public_id)
      return [type, names ?? body.folder_path ?? body.id]
    })
    expect(told).toEqual([
      ['upload', ['wanderer']],
      ['resource_tags_changed', ['wanderer']],
      ['resource_display_name_changed', ['wanderer']],
      ['rename', ['wanderer-2']],
      ['delete', ['wanderer-2']],
      ['create_folder', 'shop/new'],
      ['delete_folder', 'shop/new'],
      ['collection_changed', ids.mixed],
      ['upload', ['last']],
      ['delete', ['last']],
    ])
    expect(events[1]?.body.resources).toEqual([{ ...image, asset_id: wanderer, public_id: 'wanderer' }])
    expect(own.text()).not.toContain('secret')
    // Who reaches everything is told everything.
    expect((await all.until(20)).map(({ type }) => type)).toEqual(expect.arrayContaining(['move', 'rename']))
    own.close()
    all.close()
  })

  it('goes on after what it missed, of which it is told no more', async () => {
    const first = await listen(page)
    const seen = first.events[0]?.id ?? ''
    first.close()
    await store('secret-four', 'secret')
    await store('missed', 'shop')

    const stream = await openEvents(`${server.url}/widgets/v1/demo/events?wait=false&last_event_id=${seen}`, page.token)
    await stream.ended

    expect(stream.events.map(({ type }) => type)).toEqual(['upload', 'ready'])
    expect(stream.text()).not.toContain('secret')
  })
})

async function answer(id: string, parameters: Parameters, named: Named): Promise<{ status: number; text: string }> {
  const { status, body } = await page.call(id, parameters, { json: true })
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  // What was asked for may be repeated.
  const { name, id: assetId, collection: collectionId, folder } = named
  const words = [name, assetId, collectionId, folder]
  return { status, text: words.reduce((all, word) => all.replaceAll(word, '…'), text).replaceAll(VARIES, '') }
}

/** Of the whole environment, as its owner sees it. */
async function everything() {
  const { body } = await api.call('resources.list_by_type', {
    ...image,
    max_results: 500,
    tags: true,
    context: true,
    metadata: true,
  })
  const folders = await api.call('search.folders')
  return { resources: body.resources, folders: folders.body.folders.map(({ path }: { path: string }) => path) }
}
