/**
 * The same names in two environments of one server: what has a name in one is nothing in the other, cannot be guessed,
 * copied, overwritten or overheard from there. The operations one by one are in `isolation.test.ts`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Credential, callOperation, type OperationTarget } from '../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { SOON, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts'
import type { ExampleWorld } from '../contract/examples/example.ts'
import { exampleWorld, operationNamed, picture } from '../contract/examples/world.ts'

const ALPHA: Credential = { apiKey: '111111111111111', apiSecret: 'secret-of-111111111111111' }
const BETA: Credential = { apiKey: '222222222222222', apiSecret: 'secret-of-222222222222222' }

let receiver: WebhookReceiver
let server: TestServer
let alpha: ExampleWorld
let beta: ExampleWorld

beforeAll(async () => {
  receiver = await startWebhookReceiver()
  const folder = await preparedFolder(async (database) => {
    for (const [index, [name, key]] of (
      [
        ['alpha', ALPHA],
        ['beta', BETA],
      ] as const
    ).entries()) {
      const environment = environmentRow(name, { createdAt: index + 1 })
      const settings = { ...environment.settings, resourceListEnabled: true }
      await database.environments.insert({ ...environment, settings })
      await database.accessKeys.insert(accessKeyRow(environment, key))
    }
  })
  server = await startServer({
    folder,
    removesFolder: true,
    settings: { cloudName: 'alpha', adminCallsPerHour: 100_000, fetchAllowPrivate: ['127.0.0.1:*'] },
  })
  alpha = exampleWorld(target('alpha'), ALPHA)
  beta = exampleWorld(target('beta'), BETA)
})
afterAll(async () => {
  await server?.close()
  receiver?.close()
})

function target(cloudName: string): OperationTarget {
  return { url: server.url, cloudName, account: server.account }
}

async function asBeta(id: string, parameters: Readonly<Record<string, unknown>>, file?: Buffer) {
  const call = { parameters, ...(file !== undefined && { file }) }
  const { status, body } = await callOperation(target('beta'), operationNamed(id), call, BETA)
  return { status, body }
}

async function delivered(path: string) {
  const response = await fetch(server.url + path)
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}

describe('what another environment has', () => {
  /** What alpha makes, and by which parameter of which operation beta asks for it. */
  const THINGS: readonly [string, string, string, (name: string) => Promise<string>, object?][] = [
    ['an asset by id', 'assets.get_by_id', 'asset_id', async () => (await alpha.upload()).asset_id],
    ['an asset by name', 'assets.get', 'public_id', uploaded, { resource_type: 'image', type: 'upload' }],
    ['an asset to rename', 'assets.rename', 'from_public_id', uploaded, { resource_type: 'image', to_public_id: 'x' }],
    ['an asset to change', 'assets.explicit', 'public_id', uploaded, { resource_type: 'image', type: 'upload' }],
    ['an asset to delete', 'assets.destroy', 'public_id', uploaded, { resource_type: 'image' }],
    ['an asset to download', 'assets.download_by_id', 'asset_id', async () => (await alpha.upload()).asset_id],
    ['assets of a tag', 'resources.list_by_tag', 'tag', tagged, { resource_type: 'image' }],
    ['a preset', 'upload_presets.get', 'name', made('upload_presets.create', 'name')],
    [
      'a named transformation',
      'transformations.get',
      'transformation',
      made('transformations.create', 'name', { transformation: 'w_2' }),
    ],
    ['a folder', 'folders.list', 'path', made('folders.create', 'path')],
    ['a folder to delete', 'folders.delete', 'path', made('folders.create', 'path')],
    [
      'a mapping',
      'upload_mappings.delete',
      'folder',
      made('upload_mappings.create', 'folder', { template: 'https://example.com/a/' }),
    ],
    [
      'a metadata field',
      'metadata_fields.get',
      'field_id',
      made('metadata_fields.create', 'external_id', { label: 'a label', type: 'string' }),
    ],
  ]

  it.each(THINGS)('is answered like nothing: %s', async (_what, operation, parameter, make, more = {}) => {
    const existing = await make(alpha.name())
    // Of the same length and form.
    const unknown = existing.replace(/.$/, (last) => (last === '0' ? '1' : '0'))

    const ofExisting = await asBeta(operation, { ...more, [parameter]: existing })
    const ofUnknown = await asBeta(operation, { ...more, [parameter]: unknown })

    // Not for a mistake in the call.
    expect([200, 404]).toContain(ofExisting.status)
    const withoutName = ({ status, body }: typeof ofExisting, name: string) => ({
      status,
      body: JSON.parse(JSON.stringify(body).replaceAll(name, 'the name')),
    })
    expect(withoutName(ofExisting, existing)).toEqual(withoutName(ofUnknown, unknown))
  })

  async function uploaded(name: string): Promise<string> {
    return (await alpha.upload({ public_id: name })).public_id
  }

  async function tagged(name: string): Promise<string> {
    await alpha.upload({ tags: name })
    return name
  }

  function made(operation: string, parameter: string, more: object = {}) {
    return async (name: string) => {
      await alpha.call(operation, { parameters: { ...more, [parameter]: name }, json: true })
      return name
    }
  }
})

describe('names', () => {
  it('that look like paths lead nowhere else', async () => {
    await alpha.upload({ public_id: 'victim' })
    const before = await delivered('/alpha/image/upload/victim')

    for (const name of [
      '../alpha/image/upload/victim',
      '/alpha/victim',
      'alpha/victim',
      '..%2Fvictim',
      './../victim',
    ]) {
      const { public_id } = await beta.upload()
      await asBeta('assets.rename', { resource_type: 'image', from_public_id: public_id, to_public_id: name })
      await asBeta('assets.upload', { resource_type: 'image', public_id: name, asset_folder: '../alpha' }, picture)
      await asBeta('assets.destroy', { resource_type: 'image', public_id: name })
    }

    expect(await delivered('/alpha/image/upload/victim')).toEqual(before)
    const { resources } = await alpha.call('resources.list', {
      parameters: { resource_type: 'image', prefix: 'victim' },
    })
    expect(resources).toHaveLength(1)
  })

  it('in a list of a tag are those of its own environment', async () => {
    const own = await beta.upload({ public_id: 'listed-of-beta', tags: 'shared' })
    await alpha.upload({ tags: 'shared' })

    const { status, bytes } = await delivered('/beta/image/list/shared.json')

    expect(status).toBe(200)
    expect(JSON.parse(bytes.toString()).resources).toMatchObject([{ public_id: own.public_id }])
  })
})

describe('pictures of the images with a tag', () => {
  it('are made of those of its own environment, and not delivered in another', async () => {
    const own = await beta.upload({ public_id: 'of-beta', tags: 'sheet' })
    const foreign = await alpha.upload({ public_id: 'of-alpha', tags: 'sheet' })
    await alpha.upload({ tags: 'only-in-alpha' })

    const { image_infos: infos } = await beta.call('assets.sprite', { parameters: { tag: 'sheet' } })
    await alpha.call('assets.sprite', { parameters: { tag: 'only-in-alpha' } })
    const ofNobody = await asBeta('assets.multi', { tag: 'only-in-alpha' })

    expect(Object.keys(infos)).toEqual([own.public_id])
    expect(ofNobody.status).toBe(404)
    const list = (await delivered('/beta/image/sprite/sheet.css')).bytes.toString()
    expect(list).toContain(own.public_id)
    expect(list).not.toContain(foreign.public_id)
    expect((await delivered('/alpha/image/sprite/only-in-alpha.png')).status).toBe(200)
    expect((await delivered('/beta/image/sprite/only-in-alpha.png')).status).toBe(404)
  })
})

describe('files', () => {
  it("cannot be copied by an address that needs another's signature", async () => {
    await alpha.upload({ public_id: 'guarded', type: 'authenticated' })
    const address = `${server.url}/alpha/image/authenticated/guarded`

    const { status, body } = await asBeta('assets.upload', { resource_type: 'image', file: address })

    expect(status).toBe(400)
    expect(body.error.message).toBe(`Error in loading ${address} - the server answered with status 401`)
  })
})

describe('notifications', () => {
  it('of what happens elsewhere do not come', async () => {
    const { uri } = await beta.call('triggers.create', {
      parameters: { uri: `${receiver.url}/beta`, event_type: 'all' },
    })
    expect(uri).toBe(`${receiver.url}/beta`)

    const { public_id } = await alpha.upload({ tags: 'secret' })
    const renamed = { resource_type: 'image', from_public_id: public_id, to_public_id: `${public_id}-renamed` }
    await alpha.call('assets.rename', { parameters: renamed })
    await alpha.call('assets.destroy', { parameters: { resource_type: 'image', public_id: `${public_id}-renamed` } })
    // What beta does afterwards arrives after whatever alpha has caused.
    const own = await beta.upload()

    await expect.poll(() => receiver.received.length, SOON).toBeGreaterThan(0)
    expect(receiver.received.map(({ body }) => body.public_id)).toEqual([own.public_id])
  })
})
