/** What each change of assets and folders tells other systems: a real receiver on loopback, the real queue. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../server/emulator/start-emulator.ts'
import { callOperation } from '../../support/operation-client.ts'
import { SOON, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts'
import { operationNamed, picture } from '../contract/examples/world.ts'

const account = { accountId: 'acc', provisioningApiKey: 'provider', provisioningApiSecret: 'secret-of-the-provider' }
let receiver: WebhookReceiver
let emulator: Emulator
// biome-ignore lint/suspicious/noExplicitAny: an answer
let asset: any

beforeAll(async () => {
  receiver = await startWebhookReceiver()
  emulator = await startEmulator({ settings: { fetchAllowPrivate: [receiver.authority], ...account } })
})
beforeEach(async () => {
  await emulator.reset()
  asset = (await upload({ tags: 'old,kept', context: 'alt=a|gone=g', asset_folder: 'first' })).body
  await call('triggers.create', { uri: `${receiver.url}/all`, event_type: 'all' })
  receiver.clear()
})
afterAll(async () => {
  await emulator?.close()
  receiver?.close()
})

async function call(id: string, parameters: Record<string, unknown> = {}, file?: Buffer) {
  const { apiKey, apiSecret, url, cloudName } = emulator
  const made = { parameters, ...(file !== undefined && { file }) }
  const answer = await callOperation({ url, cloudName }, operationNamed(id), made, { apiKey, apiSecret })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer
}
/** Of the account, not of an environment. */
async function provision(id: string, parameters: object) {
  const { url, cloudName } = emulator
  const operation = operationNamed(id)
  const call = { parameters: { ...parameters }, json: operation.method !== 'GET' }
  const credential = { apiKey: account.provisioningApiKey, apiSecret: account.provisioningApiSecret }
  const answer = await callOperation({ url, cloudName, account }, operation, call, credential)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const image = { resource_type: 'image', type: 'upload' }
const upload = (parameters = {}) =>
  call('assets.upload', { resource_type: 'image', public_id: 'one', ...parameters }, picture)
const change = (parameters = {}) => call('assets.update', { ...image, public_id: 'one', ...parameters })
const named = () => ({ ...image, asset_id: asset.asset_id, public_id: 'one' })
const unnamed = () => ({ ...image, asset_id: asset.asset_id })

/** The one event of that type, without its envelope; everything that came is of that type. */
async function told(type: string) {
  await expect.poll(() => receiver.ofType(type).length, SOON).toBe(1)
  expect(receiver.received.map(({ body }) => body.notification_type)).toEqual([type])
  const { notification_type, timestamp, request_id, notification_context, signature_key, ...body } =
    receiver.ofType(type)[0]?.body ?? {}
  expect(notification_context.triggered_by).toEqual({ source: 'api', id: emulator.apiKey })
  expect([signature_key, timestamp, request_id]).toEqual([emulator.apiKey, expect.any(String), expect.any(String)])
  return body
}

describe('a change of an asset is told', () => {
  it('by a call that changes many, as by those that change one', async () => {
    const { asset_id } = asset
    const set = { add_tags: ['new'], public_id: 'two' }
    const { apiKey, apiSecret, url, cloudName } = emulator
    const made = { parameters: { changes: [{ asset_id, set }] }, json: true }

    await callOperation({ url, cloudName }, operationNamed('assets.change_many'), made, { apiKey, apiSecret })

    await expect.poll(() => receiver.received.length, SOON).toBe(2)
    expect(receiver.ofType('rename')[0]?.body).toMatchObject({ asset_id, from_public_id: 'one', to_public_id: 'two' })
    const resources = [{ ...unnamed(), public_id: 'two', added: ['new'], removed: [], updated: [] }]
    expect(receiver.ofType('resource_tags_changed')[0]?.body).toMatchObject({ resources })
  })

  it('as rename, with both names', async () => {
    await call('assets.rename', {
      resource_type: 'image',
      from_public_id: 'one',
      to_public_id: 'two',
      to_type: 'private',
    })

    expect(await told('rename')).toEqual({
      ...unnamed(),
      to_type: 'private',
      from_public_id: 'one',
      to_public_id: 'two',
    })
  })

  it('as rename and delete, when another asset loses its name to it', async () => {
    const { body: other } = await upload({ public_id: 'other' })
    await expect.poll(() => receiver.received.length, SOON).toBe(1)
    receiver.clear()
    await call('assets.rename', {
      resource_type: 'image',
      from_public_id: 'one',
      to_public_id: 'other',
      overwrite: true,
    })

    await expect
      .poll(() => receiver.received.map(({ body }) => body.notification_type).toSorted())
      .toEqual(['delete', 'rename'])
    expect(receiver.ofType('delete')[0]?.body.resources).toEqual([
      { ...image, asset_id: other.asset_id, public_id: 'other', version: other.version },
    ])
  })

  it('as resource_tags_changed, with what was added and removed', async () => {
    await call('assets.tags', { resource_type: 'image', command: 'replace', tag: 'kept,new', public_ids: ['one'] })

    const resources = [{ ...named(), added: ['new'], removed: ['old'], updated: [] }]
    expect(await told('resource_tags_changed')).toEqual({ source: 'api', resources })
  })

  it('as resource_tags_changed also for assets that lose an exclusive tag', async () => {
    const { body: other } = await upload({ public_id: 'other' })
    await expect.poll(() => receiver.received.length, SOON).toBe(1)
    receiver.clear()
    await call('assets.tags', { resource_type: 'image', command: 'set_exclusive', tag: 'old', public_ids: ['other'] })

    await expect.poll(() => receiver.ofType('resource_tags_changed').length, SOON).toBe(2)
    const changes = receiver.ofType('resource_tags_changed').flatMap(({ body }) => body.resources)
    expect(changes.toSorted((a, b) => a.public_id.localeCompare(b.public_id))).toEqual([
      { ...named(), added: [], removed: ['old'], updated: [] },
      { ...image, asset_id: other.asset_id, public_id: 'other', added: ['old'], removed: [], updated: [] },
    ])
  })

  it('as resource_context_changed, with names and values', async () => {
    await call('assets.update', { ...image, public_id: 'one', context: 'alt=b|new=n' })

    const one = {
      ...unnamed(),
      added: [{ name: 'new', value: 'n' }],
      removed: [{ name: 'gone', value: 'g' }],
      updated: [{ name: 'alt', value: 'b' }],
    }
    expect(await told('resource_context_changed')).toEqual({ source: 'api', resources: { one } })
  })

  it('as resource_metadata_changed, with field ids and values', async () => {
    await call('metadata_fields.create', { type: 'string', label: 'Colour', external_id: 'colour' })
    await call('assets.metadata', { resource_type: 'image', metadata: 'colour=red', public_ids: ['one'] })

    const one = { ...unnamed(), added: [{ name: 'colour', value: 'red' }], removed: [], updated: [] }
    expect(await told('resource_metadata_changed')).toEqual({ source: 'api', resources: { one } })
  })

  it('as resource_display_name_changed', async () => {
    await change({ display_name: 'A picture' })

    const resources = [{ ...named(), new_display_name: 'A picture' }]
    expect(await told('resource_display_name_changed')).toEqual({ resources })
  })

  it('as access_control_changed', async () => {
    await change({ access_control: '[{"access_type":"token"}]' })

    const resources = [{ ...named(), access_mode: 'public', access_control: [{ access_type: 'token' }] }]
    expect(await told('access_control_changed')).toEqual({ resources })
  })

  it('as access_control_changed when many change their access mode', async () => {
    await call('resources.update_access_mode', { ...image, access_mode: 'authenticated', public_ids: ['one'] })

    const resources = [{ ...named(), access_mode: 'authenticated', access_control: [] }]
    expect(await told('access_control_changed')).toEqual({ resources })
  })

  it('as move, with both folders', async () => {
    await change({ asset_folder: 'second' })

    const one = { ...unnamed(), from_asset_folder: 'first', to_asset_folder: 'second', display_name: 'one' }
    expect(await told('move')).toEqual({ resources: { one } })
  })

  it('as publish, with the type that it had', async () => {
    const { body: closed } = await upload({ public_id: 'closed', type: 'private' })
    await expect.poll(() => receiver.received.length, SOON).toBe(1)
    receiver.clear()
    await call('resources.publish', { resource_type: 'image', type: 'private', public_ids: ['closed'] })

    const { asset_id, version } = closed
    const resources = [{ ...image, asset_id, public_id: 'closed', version, from_type: 'private' }]
    expect(await told('publish')).toEqual({ resources })
  })

  it('as restore_asset_version, with the version that came back', async () => {
    const { body: kept } = await upload({ public_id: 'kept', backup: true })
    await call('assets.destroy', { resource_type: 'image', public_id: 'kept' })
    await expect.poll(() => receiver.received.length, SOON).toBe(2)
    receiver.clear()
    const { body } = await call('backups.restore', { ...image, public_ids: ['kept'] })

    const { asset_id, version } = body.kept
    const resources = [
      {
        ...image,
        asset_id,
        public_id: 'kept',
        version,
        version_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        restored_version_id: kept.version_id,
      },
    ]
    expect(await told('restore_asset_version')).toEqual({ resources })
  })

  it('as related_assets, with those that were not related before', async () => {
    await upload({ public_id: 'other' })
    await expect.poll(() => receiver.received.length, SOON).toBe(1)
    receiver.clear()
    const relate = (id: string) => {
      const assets = ['image/upload/other', 'image/upload/unknown']
      const list = id === 'relations.add' ? { assets_to_relate: assets } : { assets_to_unrelate: assets }
      return call(id, { ...image, public_id: 'one', ...list })
    }
    await relate('relations.add')
    const related = { ...named(), version: asset.version, assets: ['image/upload/other'] }
    expect(await told('related_assets')).toEqual({ ...related, action: 'relate' })
    receiver.clear()
    await relate('relations.delete')

    expect(await told('related_assets')).toEqual({ ...related, action: 'unrelate' })
  })

  it.each([['approved'], ['rejected']])('as moderation when it is %s', async (status) => {
    await change({ moderation_status: status })

    expect(await told('moderation')).toEqual({
      ...named(),
      moderation_response: {},
      moderation_status: status,
      moderation_kind: 'manual',
      moderation_updated_at: expect.stringMatching(/^\d{4}-.*Z$/),
      uploaded_at: asset.created_at,
      version: asset.version,
      url: asset.url,
      secure_url: asset.secure_url,
      etag: asset.etag,
    })
  })

  it('as moderation again, when it begins anew after a rejection', async () => {
    await change({ moderation_status: 'rejected' })
    await told('moderation')
    const again = await call('assets.explicit', { ...image, public_id: 'one', moderation: 'manual' })
    receiver.clear()
    await change({ moderation_status: 'approved' })

    expect(again.body).toMatchObject({ placeholder: false, moderation: [{ kind: 'manual', status: 'pending' }] })
    expect(await told('moderation')).toMatchObject({ moderation_status: 'approved' })
  })

  it('not at all when nothing changes', async () => {
    await change({ tags: 'old,kept', context: 'alt=a|gone=g', asset_folder: 'first', moderation_status: 'pending' })
    await call('assets.tags', { resource_type: 'image', command: 'add', tag: 'old', public_ids: ['one', 'unknown'] })
    await call('assets.destroy', { resource_type: 'image', public_id: 'one' })

    await told('delete')
  })

  it('not at all when the request fails', async () => {
    const { apiKey, apiSecret, url, cloudName } = emulator
    const parameters = { ...image, public_id: 'one', tags: 'new', metadata: 'unknown=1' }
    const operation = operationNamed('assets.update')
    const { status } = await callOperation({ url, cloudName }, operation, { parameters }, { apiKey, apiSecret })
    await call('assets.destroy', { resource_type: 'image', public_id: 'one' })

    expect(status).toBe(400)
    await told('delete')
  })
})

describe('a change of folders is told', () => {
  it('as create_folder, once', async () => {
    const { body } = await call('folders.create', { path: 'a/b' })
    await call('folders.create', { path: 'a/b' })

    const { name, path, external_id } = body
    expect(await told('create_folder')).toEqual({
      folder_name: name,
      folder_path: path,
      folder_external_id: external_id,
    })
  })

  it('as move_or_rename_asset_folder, and not for each of its assets', async () => {
    await call('folders.rename', { path: 'first', to_folder: 'second/third' })

    expect(await told('move_or_rename_asset_folder')).toEqual({ from_path: 'first', to_path: 'second/third' })
  })

  it('as delete_folder', async () => {
    const { body } = await call('folders.create', { path: 'empty' })
    await expect.poll(() => receiver.received.length, SOON).toBe(1)
    receiver.clear()
    await call('folders.delete', { path: 'empty' })

    expect(await told('delete_folder')).toEqual({
      folder_name: 'empty',
      folder_path: 'empty',
      folder_external_id: body.external_id,
    })
  })
})

describe('the key that signs', () => {
  it('is the one that is dedicated to webhooks', async () => {
    const [subAccount] = (await provision('provisioning.sub_accounts.list', {})).sub_accounts
    const of = { sub_account_id: subAccount.id }
    const key = await provision('provisioning.access_keys.create', { ...of, name: 'hooks' })
    await provision('provisioning.access_keys.update', { ...of, key: key.api_key, dedicated_for: 'webhooks' })
    await call('assets.destroy', { resource_type: 'image', public_id: 'one' })

    await expect.poll(() => receiver.received.length, SOON).toBe(1)
    const [{ headers, text, body }] = receiver.received as [(typeof receiver.received)[0]]
    const expected = createHash('sha1').update(`${text}${headers['x-cld-timestamp']}${key.api_secret}`).digest('hex')
    expect(body.signature_key).toBe(key.api_key)
    expect(headers['x-cld-signature']).toBe(expected)
  })
})
