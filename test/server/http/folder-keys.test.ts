/** Keys that are limited to a folder: what they reach there, and that they reach nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATIONS } from '../../../server/contract/operations.ts'
import { type Credential, callOperation, type OperationCall } from '../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { operationNamed, picture } from '../contract/examples/world.ts'

const LIMITED: Credential = { apiKey: 'limited', apiSecret: 'secret-of-limited' }
const FIXED = 'fixed'
let server: TestServer
/** Asset ids by public id. */
const ids: Record<string, string> = {}

beforeAll(async () => {
  const environment = environmentRow('demo')
  const fixed = environmentRow(FIXED, { createdAt: 2 })
  const folder = await preparedFolder(async (database) => {
    await database.environments.insert(environment)
    await database.environments.insert({ ...fixed, settings: { ...fixed.settings, folderMode: 'fixed' } })
    await database.accessKeys.insert(accessKeyRow(environment, { ...LIMITED, folderPrefix: 'shop/shoes' }))
    const other = { apiKey: 'limited-fixed', apiSecret: LIMITED.apiSecret, folderPrefix: 'shop/shoes' }
    await database.accessKeys.insert(accessKeyRow(fixed, other))
  })
  server = await startServer({ folder, removesFolder: true, settings: { cloudName: 'demo' } })
  for (const [publicId, assetFolder] of [
    ['own', 'shop/shoes'],
    ['own-below', 'shop/shoes/red'],
    ['foreign', 'shop'],
    ['neighbour', 'shop/shoes-of-others'],
  ] as const) {
    const parameters = { resource_type: 'image', public_id: publicId, asset_folder: assetFolder }
    const { body } = await call('assets.upload', { parameters, file: picture }, server)
    ids[publicId] = body.asset_id
  }
})
afterAll(() => server.close())

function call(id: string, made: OperationCall, key: Credential = LIMITED, cloudName = 'demo') {
  return callOperation({ url: server.url, cloudName }, operationNamed(id), made, key)
}

const image = { resource_type: 'image', type: 'upload' }
const upload = (parameters: object, key?: Credential, cloudName?: string) =>
  call('assets.upload', { parameters: { resource_type: 'image', ...parameters }, file: picture }, key, cloudName)

describe('a key that is limited to a folder', () => {
  it.each<[string, Record<string, unknown>]>([
    ['assets.get', { ...image, public_id: 'own' }],
    ['assets.get', { ...image, public_id: 'own-below' }],
    ['assets.update', { ...image, public_id: 'own', tags: 'a', asset_folder: 'shop/shoes/blue' }],
    ['assets.explicit', { ...image, public_id: 'own', context: 'a=b' }],
    ['assets.tags', { ...image, command: 'add', tag: 'x', public_ids: ['own', 'own-below'] }],
    ['resources.list_by_asset_folder', { asset_folder: 'shop/shoes' }],
    ['folders.create', { path: 'shop/shoes/new' }],
    ['folders.list_below', { path: 'shop/shoes' }],
    ['folders.delete', { path: 'shop/shoes/new' }],
    ['environment.ping', {}],
    ['metadata_fields.list', {}],
    ['metadata_rules.list', {}],
  ])('may %s %j', async (id, parameters) => {
    const { status, body } = await call(id, { parameters })

    expect(status, JSON.stringify(body)).toBe(200)
  })

  it.each<[string, Record<string, unknown> | (() => Record<string, unknown>), RegExp]>([
    ['assets.get', { ...image, public_id: 'foreign' }, /foreign is outside of it$/],
    ['assets.get', { ...image, public_id: 'neighbour' }, /neighbour is outside of it$/],
    ['assets.get_by_id', () => ({ asset_id: ids.foreign }), /foreign is outside of it$/],
    ['assets.update', { ...image, public_id: 'foreign', tags: 'a' }, /foreign is outside of it$/],
    ['assets.update', { ...image, public_id: 'own', asset_folder: 'shop' }, /the folder "shop" is outside of it$/],
    ['assets.explicit', { ...image, public_id: 'foreign', tags: 'a' }, /foreign is outside/],
    ['assets.destroy', { ...image, public_id: 'foreign' }, /foreign is outside/],
    ['assets.explode', { public_id: 'foreign', transformation: 'pg_all' }, /foreign is outside/],
    ['assets.destroy_by_id', () => ({ asset_id: ids.neighbour }), /neighbour is outside/],
    ['assets.rename', { ...image, from_public_id: 'foreign', to_public_id: 'taken' }, /foreign is outside/],
    [
      'assets.rename',
      { ...image, from_public_id: 'own', to_public_id: 'foreign', overwrite: true },
      /foreign is outside/,
    ],
    ['assets.tags', { ...image, command: 'add', tag: 'x', public_ids: ['own', 'foreign'] }, /foreign is outside/],
    ['resources.delete', { ...image, public_ids: ['own', 'foreign'] }, /foreign is outside/],
    ['resources.delete', { ...image, prefix: 'f' }, /the parameter prefix leads beyond it$/],
    ['resources.delete', { ...image, all: true }, /the parameter all leads beyond it$/],
    ['resources.delete_by_asset_ids', () => ({ asset_ids: [ids.own, ids.foreign] }), /foreign is outside/],
    ['resources.delete_by_asset_ids', () => ({ asset_ids: `${ids.own},${ids.foreign}` }), /foreign is outside/],
    [
      'resources.delete_by_asset_ids',
      () => ({ asset_ids: [...Array.from({ length: 1001 }, (_, index) => `no-${index}`), ids.foreign] }),
      /names at most 1000 assets$/,
    ],
    ['resources.list_by_asset_folder', { asset_folder: 'shop' }, /the folder "shop" is outside/],
    ['resources.list_by_asset_folder', {}, /the folder "" is outside/],
    ['folders.create', { path: 'elsewhere' }, /the folder "elsewhere" is outside/],
    ['folders.rename', { path: 'shop/shoes/red', to_folder: 'red' }, /the folder "red" is outside/],
    ['folders.delete', { path: 'shop' }, /the folder "shop" is outside/],
    ['resources.list', { resource_type: 'image' }, /and resources\.list cannot be$/],
    ['settings.get', {}, /and settings\.get cannot be$/],
  ])('may not %s %j', async (id, made, message) => {
    const before = await everything()
    const { status, body } = await call(id, { parameters: typeof made === 'function' ? made() : made })

    expect(body.error.message).toMatch(message)
    expect(body.error.message).toContain('it is limited to the folder shop/shoes')
    expect(status).toBe(operationNamed(id).credentials === 'basic' ? 403 : 401)
    expect(await everything()).toEqual(before)
  })

  it('uploads only into its folder also what is answered first, and over nothing that lies elsewhere', async () => {
    const before = (await call('assets.get', { parameters: { ...image, public_id: 'foreign' } }, server)).body
    const outside = await upload({ public_id: 'stray', asset_folder: 'shop', async: true })
    // Only the one that carries it out sees what has the name.
    const over = await upload({ public_id: 'foreign', asset_folder: 'shop/shoes', async: true, tags: 'taken' })
    const inside = await upload({ public_id: 'later', asset_folder: 'shop/shoes', async: true })

    expect([outside.status, over.body.status, inside.body.status]).toEqual([401, 'pending', 'pending'])
    const find = (public_id: string) => call('assets.get', { parameters: { ...image, public_id } }, server)
    await expect.poll(async () => (await find('later')).status, { timeout: 10_000 }).toBe(200)
    expect((await find('foreign')).body).toEqual(before)
    expect((await find('stray')).status).toBe(404)
  })

  it('uploads only into its folder, and over nothing that lies elsewhere', async () => {
    expect((await upload({ public_id: 'new', asset_folder: 'shop/shoes/red' })).status).toBe(200)

    for (const parameters of [
      { public_id: 'stray', asset_folder: 'shop' },
      { public_id: 'stray' },
      { public_id: 'foreign', asset_folder: 'shop/shoes' },
      { public_id: 'foreign', asset_folder: 'shop/shoes', overwrite: false },
    ]) {
      const { status, body } = await upload(parameters)
      expect(body.error.message).toMatch(
        /^This api_key is limited to the folder shop\/shoes, and the (folder "(shop)?" is|public ID foreign is taken) outside/,
      )
      expect(status).toBe(401)
    }
    const found = await call('assets.get', { parameters: { ...image, public_id: 'stray' } }, server)
    expect(found.status).toBe(404)
  })

  it('puts only what lies in its folder into archives, and stores those there alone', async () => {
    const all = { resource_type: 'image', prefixes: ['own', 'foreign', 'neighbour'], allow_missing: true }
    const generate = (parameters: object) => call('archives.generate', { parameters: { ...all, ...parameters } })

    const inside = await generate({ target_public_id: 'packed', target_asset_folder: 'shop/shoes' })
    const outside = await generate({ target_public_id: 'stray', target_asset_folder: 'shop' })
    const later = await generate({ target_public_id: 'stray', async: true })
    const named = await generate({ public_ids: ['own', 'foreign'], mode: 'download', allow_missing: false })

    expect(inside.body).toMatchObject({ resource_count: 2, empty_prefixes: ['foreign', 'neighbour'] })
    expect([outside.status, later.status]).toEqual([401, 401])
    expect([named.status, named.body.error.message]).toEqual([404, 'Resource not found - foreign'])
  })

  it('is held there by public ids where folders are part of them', async () => {
    const key = { apiKey: 'limited-fixed', apiSecret: LIMITED.apiSecret }
    const rename = (to: string) =>
      call('assets.rename', { parameters: { ...image, from_public_id: 'shop/shoes/a', to_public_id: to } }, key, FIXED)

    expect((await upload({ public_id: 'shop/shoes/a' }, key, FIXED)).status).toBe(200)
    expect((await upload({ public_id: 'a', folder: 'shop' }, key, FIXED)).status).toBe(401)
    expect((await upload({ public_id: 'shop/shoes-a' }, key, FIXED)).status).toBe(401)
    expect((await rename('shop/a')).status).toBe(401)
    expect((await rename('shop/shoes/b')).status).toBe(200)
  })
})

/** Of the whole environment, as its owner sees it. */
async function everything() {
  const { body } = await call(
    'resources.list_by_type',
    { parameters: { ...image, max_results: 500, tags: true } },
    server,
  )
  return body.resources
}

it('every operation that keeps within folders names parameters that it has', () => {
  for (const { withinFolder, id, path } of OPERATIONS) {
    if (withinFolder === null) continue
    const { publicIds = [], assetIds = [], resourceType } = withinFolder
    const inPath = [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name)
    // By its public id an asset is named together with its resource type: of the path, or of the operation.
    if (publicIds.length > 0 && resourceType === undefined) expect(inPath, id).toContain('resource_type')
    if (path.includes('{asset_id}')) expect(assetIds, id).toContain('asset_id')
  }
})
