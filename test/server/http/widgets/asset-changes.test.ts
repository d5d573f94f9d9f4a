/** Many assets changed by one call: each by itself, only while it is what the caller thinks, and to be taken back exactly. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Credential, callOperation } from '../../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { operationNamed, picture } from '../../contract/examples/world.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are compared with the contract where they are sent
type Json = any
type Values = Readonly<Record<string, unknown>>

const SECRET = 'a-secret'
const MAIN: Credential = { apiKey: 'main', apiSecret: SECRET }
/** Keys by what they may do besides calling this operation. */
const TAGS: Credential = { apiKey: 'tags', apiSecret: SECRET }
const LIMITED: Credential = { apiKey: 'limited', apiSecret: SECRET }
let server: TestServer
let names = 0

beforeAll(async () => {
  const environment = environmentRow('demo')
  const fixed = environmentRow('fixed', { createdAt: 2 })
  const folder = await preparedFolder(async (database) => {
    await database.environments.insert(environment)
    await database.environments.insert({ ...fixed, settings: { ...fixed.settings, folderMode: 'fixed' } })
    const add = (row: Parameters<typeof accessKeyRow>[1]) =>
      database.accessKeys.insert(accessKeyRow(environment, { apiSecret: SECRET, ...row }))
    await add({ apiKey: 'main' })
    await add({ apiKey: 'tags', permissions: { allow: ['assets.change_many', 'assets.tags'], deny: [] } })
    await add({ apiKey: 'limited', folderPrefix: 'shop' })
    await database.accessKeys.insert(accessKeyRow(fixed, { apiKey: 'fixed', apiSecret: SECRET }))
  })
  server = await startServer({
    folder,
    removesFolder: true,
    settings: { cloudName: 'demo', adminCallsPerHour: 100_000 },
  })
})
afterAll(() => server.close())

async function call(id: string, parameters: Values, key = MAIN, cloudName = 'demo', file?: Buffer): Promise<Json> {
  const made = { parameters, ...(file === undefined ? { json: true } : { file }) }
  return callOperation({ url: server.url, cloudName }, operationNamed(id), made, key)
}

async function store(parameters: Values = {}, key = MAIN, cloudName = 'demo'): Promise<Json> {
  names += 1
  const named = { resource_type: 'image', public_id: `asset-${names}`, ...parameters }
  const { status, body } = await call('assets.upload', named, key, cloudName, picture)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** The results of the changes. */
async function change(changes: readonly Values[], key = MAIN, cloudName = 'demo'): Promise<Json[]> {
  const { status, body } = await call('assets.change_many', { changes }, key, cloudName)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.results
}

async function stored(asset_id: string): Promise<Json> {
  return (await call('assets.get_by_id', { asset_id })).body
}

describe('a call that changes many assets', () => {
  it('answers what each was and is, such that one call takes it back exactly', async () => {
    await call('metadata_fields.create', { type: 'string', label: 'Licence', external_id: 'licence' })
    const one = await store({ tags: 'b,shoe,a', context: 'alt=One|credit=Ada', metadata: 'licence=free' })
    const two = await store({ tags: 'shoe' })
    const set = {
      add_tags: ['sale'],
      remove_tags: ['shoe'],
      context: { alt: 'A shoe', caption: 'Red' },
      metadata: { licence: 'bought' },
      display_name: 'Shoe',
      asset_folder: 'shoes',
      public_id: `${one.public_id}-renamed`,
    }

    const [first, second] = await change([
      { asset_id: one.asset_id, set },
      { asset_id: two.asset_id, set: { ...set, public_id: `${two.public_id}-renamed` } },
    ])

    expect(first).toMatchObject({
      result: 'changed',
      before: {
        tags: ['b', 'shoe', 'a'],
        context: { alt: 'One', caption: '' },
        metadata: { licence: 'free' },
        display_name: one.public_id,
        asset_folder: '',
        public_id: one.public_id,
      },
      after: {
        tags: ['b', 'a', 'sale'],
        context: { alt: 'A shoe', caption: 'Red' },
        metadata: { licence: 'bought' },
        display_name: 'Shoe',
        asset_folder: 'shoes',
        public_id: `${one.public_id}-renamed`,
      },
    })
    expect(first.asset).toMatchObject({
      context: { alt: 'A shoe', caption: 'Red', credit: 'Ada' },
      display_name: 'Shoe',
    })
    const back = [first, second].map(({ asset_id, before, after }) => ({ asset_id, if: after, set: before }))
    expect((await change(back)).map(({ result }) => result)).toEqual(['changed', 'changed'])
    expect(await stored(one.asset_id)).toMatchObject({
      public_id: one.public_id,
      tags: ['b', 'shoe', 'a'],
      context: { custom: { alt: 'One', credit: 'Ada' } },
      metadata: { licence: 'free' },
      display_name: one.public_id,
      asset_folder: '',
    })
    const again = await stored(two.asset_id)
    expect([again.tags, again.context, again.metadata]).toEqual([['shoe'], undefined, undefined])
  })

  it('changes nothing of an asset that is not what the condition says, and everything of the others', async () => {
    const [theirs, ours, gone] = [await store({ tags: 'theirs' }), await store({ tags: 'old' }), await store()]
    await call('assets.destroy_by_id', { asset_id: gone.asset_id })

    const results = await change(
      [theirs, ours, gone].map(({ asset_id }) => ({
        asset_id,
        if: { tags: ['old'], context: { alt: '' } },
        set: { tags: ['new'], context: { alt: 'New' }, display_name: 'New' },
      })),
    )

    expect(results.map(({ result }) => result)).toEqual(['differs', 'changed', 'refused'])
    expect(results[0].asset.tags).toEqual(['theirs'])
    expect(results[2].error).toMatchObject({ code: 'NOT_FOUND', message: `Resource not found - ${gone.asset_id}` })
    expect(await stored(theirs.asset_id)).not.toHaveProperty('context')
    expect((await stored(ours.asset_id)).display_name).toBe('New')
  })

  it('changes an asset whole or not at all: a name that is taken undoes what was set with it', async () => {
    const [one, taken] = [await store({ tags: 'a' }), await store()]

    const [result] = await change([{ asset_id: one.asset_id, set: { tags: ['b'], public_id: taken.public_id } }])

    expect(result.error.message).toBe(`to_public_id (${taken.public_id}) already exists`)
    const [wrong] = await change([
      { asset_id: one.asset_id, set: { public_id: 'other-name', metadata: { nothing: 'x' } } },
    ])
    expect(wrong.error.message).toContain('Metadata External IDs do not exist')
    expect(await stored(one.asset_id)).toMatchObject({ public_id: one.public_id, tags: ['a'] })
  })

  it('lets one of two callers win who change the same assets at once, asset by asset', async () => {
    const assets = await Promise.all(Array.from({ length: 12 }, () => store({ tags: 'start' })))
    const wish = (tag: string) =>
      assets.map(({ asset_id }) => ({ asset_id, if: { tags: ['start'] }, set: { tags: [tag], display_name: tag } }))

    const [ada, bea] = await Promise.all([change(wish('ada')), change(wish('bea').toReversed())])

    for (const { asset_id } of assets) {
      const won = { ada: resultOf(ada, asset_id), bea: resultOf(bea, asset_id) }
      expect(Object.values(won).toSorted()).toEqual(['changed', 'differs'])
      const winner = won.ada === 'changed' ? 'ada' : 'bea'
      expect(await stored(asset_id)).toMatchObject({ tags: [winner], display_name: winner })
    }
  })

  it('says unchanged of what was so already, and writes nothing', async () => {
    const one = await store({ tags: 'a', context: 'alt=One' })
    const before = await stored(one.asset_id)

    const [result] = await change([{ asset_id: one.asset_id, set: { add_tags: ['a'], context: { alt: 'One' } } }])

    expect([result.result, result.before]).toEqual(['unchanged', undefined])
    expect(await stored(one.asset_id)).toEqual(before)
  })

  it('may do what its caller may do by the operations that do just that', async () => {
    const one = await store()

    const [allowed, refused] = await change(
      [
        { asset_id: one.asset_id, set: { tags: ['a'] } },
        { asset_id: (await store()).asset_id, set: { tags: ['a'], public_id: 'new-name' } },
      ],
      TAGS,
    )

    expect(allowed.result).toBe('changed')
    expect(refused.error).toMatchObject({
      code: 'PERMISSION_DENIED',
      message:
        "api_key tags doesn't have permission to run POST /{resource_type}/rename: it lacks the permission assets.rename",
    })
  })

  it('stays within the folder that its caller is limited to', async () => {
    const own = await store({ asset_folder: 'shop/shoes' })
    const foreign = await store({ asset_folder: 'shopping' })
    const leaving = await store({ asset_folder: 'shop' })
    const hidden = await store({ asset_folder: 'elsewhere', backup: true })
    await call('assets.destroy_by_id', { asset_id: hidden.asset_id })
    const claiming = await store({ asset_folder: 'shop' })

    const results = await change(
      [
        { asset_id: own.asset_id, set: { tags: ['a'], asset_folder: 'shop/hats' } },
        { asset_id: foreign.asset_id, set: { tags: ['a'] } },
        { asset_id: leaving.asset_id, set: { tags: ['a'], asset_folder: 'elsewhere' } },
        { asset_id: claiming.asset_id, set: { public_id: hidden.public_id } },
      ],
      LIMITED,
    )

    expect(results.map(({ result }) => result)).toEqual(['changed', 'refused', 'refused', 'refused'])
    for (const { error } of results.slice(1)) expect(error).toMatchObject({ code: 'PERMISSION_DENIED' })
    expect(results[1].error.message).toContain(`limited to the folder shop, and ${foreign.public_id} is outside of it`)
    expect(await stored(leaving.asset_id)).toMatchObject({ tags: [], asset_folder: 'shop' })
  })

  it('moves by the public id where folders are part of it, and names no folder beside it', async () => {
    const FIXED: Credential = { apiKey: 'fixed', apiSecret: SECRET }
    const one = await store({ public_id: 'a/one' }, FIXED, 'fixed')

    const [moved] = await change([{ asset_id: one.asset_id, set: { public_id: 'b/one' } }], FIXED, 'fixed')
    const [refused] = await change([{ asset_id: one.asset_id, set: { asset_folder: 'c' } }], FIXED, 'fixed')

    expect(moved.asset).toMatchObject({ public_id: 'b/one', folder: 'b' })
    expect(refused.error.message).toBe('Parameters asset_folder and display_name need dynamic folders')
  })

  it('shows a renamed asset under its new address alone', async () => {
    const one = await store()
    const address = (name: string) => `${server.url}/demo/image/upload/c_scale,w_1/${name}.png`
    expect((await fetch(address(one.public_id))).status).toBe(200)

    await change([{ asset_id: one.asset_id, set: { public_id: 'shown-anew' } }])

    expect([(await fetch(address(one.public_id))).status, (await fetch(address('shown-anew'))).status]).toEqual([
      404, 200,
    ])
  })

  it.each<[string, unknown, string]>([
    ['no change', [], 'at least one change'],
    [
      'too many',
      Array.from({ length: 501 }, (_, index) => ({ asset_id: `${index}`, set: { tags: [] } })),
      'at most 500',
    ],
    ['an asset twice', [1, 2].map(() => ({ asset_id: 'a', set: { tags: [] } })), 'each asset_id once'],
    ['nothing to set', [{ asset_id: 'a', set: {} }], 'something to set'],
    ['two wishes', [{ asset_id: 'a', set: { tags: [], add_tags: ['a'] } }], 'either tags, or add_tags and remove_tags'],
    ['an unknown name', [{ asset_id: 'a', set: { access_mode: 'public' } }], 'access_mode'],
    ['an unknown condition', [{ asset_id: 'a', if: { etag: 'x' }, set: { tags: [] } }], 'etag'],
    ['no JSON', '[', 'JSON'],
  ])('is refused whole with %s', async (_what, changes, expected) => {
    const { status, body } = await call('assets.change_many', { changes })

    expect([status, body.error.code]).toEqual([400, 'INVALID_PARAMETER'])
    expect(body.error.message).toContain('for parameter changes: expected')
    expect(body.error.message).toContain(expected)
  })
})

function resultOf(results: readonly Json[], assetId: string): string {
  return results.find(({ asset_id }) => asset_id === assetId).result
}
