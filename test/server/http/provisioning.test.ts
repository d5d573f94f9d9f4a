/** Product environments and their access keys over the Provisioning API, and what becomes of them elsewhere. */
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../support/api-client.ts'
import { basicOf, callOperation, type OperationCall, provisioningCredential } from '../../support/operation-client.ts'
import { preparedFolder, withDatabaseOf } from '../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { operationNamed, picture } from '../contract/examples/world.ts'

let server: TestServer
let names = 0

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

describe('credentials of the account', () => {
  it.each([
    ['none', undefined, 'Missing credentials: expected Basic provisioning_api_key:provisioning_api_secret'],
    ['no Basic', 'Bearer x', 'Invalid credentials: expected Basic provisioning_api_key:provisioning_api_secret'],
    [
      'a wrong secret',
      () => basicOf({ apiKey: server.account.provisioningApiKey, apiSecret: 'x' }),
      'Invalid provisioning credentials',
    ],
    ['a key of an environment', () => basicOf(server), 'Invalid provisioning credentials'],
  ])('are asked for: %s', async (_what, authorization, message) => {
    const header = typeof authorization === 'function' ? authorization() : authorization
    const url = `${server.url}/v1_1/provisioning/accounts/${server.account.accountId}/sub_accounts`

    const response = await fetch(url, { headers: header === undefined ? {} : { authorization: header } })

    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { message } })
  })

  it('open their own account only', async () => {
    const authorization = basicOf(provisioningCredential(server.account))

    const response = await fetch(`${server.url}/v1_1/provisioning/accounts/other/sub_accounts`, {
      headers: { authorization },
    })

    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { message: 'Invalid account_id other' } })
  })

  it('open no product environment', async () => {
    const authorization = basicOf(provisioningCredential(server.account))

    const response = await fetch(`${server.url}/v1_1/${server.cloudName}/ping`, { headers: { authorization } })

    expect(response.status).toBe(401)
  })

  it('stay the same over restarts, unless the configuration names others', async () => {
    const folder = await preparedFolder(async () => {})
    const again = async (settings: object, removesFolder = false) => {
      const started = await startServer({ folder, settings, removesFolder })
      await started.close()
      return started.account
    }

    const account = await again({})
    const kept = await again({})
    const changed = await again({ accountId: 'mine', provisioningApiSecret: 'a-secret-of-my-own' })
    const later = await again({}, true)

    expect(kept).toEqual(account)
    expect(changed).toEqual({ ...account, accountId: 'mine', provisioningApiSecret: 'a-secret-of-my-own' })
    expect(later).toEqual(changed)
  })
})

describe('a sub account', () => {
  it('is made with one root key, with which a client uploads and delivers at once', async () => {
    const created = await create({ name: 'Straße & Co' })

    expect(created).toMatchObject({ name: 'Straße & Co', enabled: true, custom_attributes: null })
    expect(created.cloud_name).toBe('stra-e-co')
    expect(created.api_access_keys).toHaveLength(1)
    const uploaded = await uploadTo(created)
    expect(uploaded.status).toBe(200)
    expect((await fetch(uploaded.body.url)).status).toBe(200)
  })

  it.each([
    ['reserved', 'Provisioning', 400, 'addresses of this server begin with it'],
    ['no name', 'a/b', 400, 'expected letters, digits'],
    ['taken, whatever its case', 'DEMO', 409, 'Cloud name DEMO is already taken'],
  ])('cannot have a cloud name that is %s', async (_what, cloud_name, status, message) => {
    const answer = await call('provisioning.sub_accounts.create', { name: 'x', cloud_name })

    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toContain(message)
  })

  it('gets a cloud name of its own when that of its name is taken or reserved', async () => {
    const taken = await create({ name: 'demo' })
    const reserved = await create({ name: 'Video' })

    expect(taken.cloud_name).toMatch(/^demo-[a-z0-9]{7}$/)
    expect(reserved.cloud_name).toMatch(/^video-[a-z0-9]{7}$/)
  })

  it('takes the settings of another one', async () => {
    const base = await create()
    await withDatabaseOf(server.folder, async (database) => {
      const found = await database.environments.findById(base.id)
      if (found === null) throw new Error('not there')
      await database.environments.updateSettings(base.id, { ...found.settings, strictTransformations: true })
    })

    const copy = await create({ base_sub_account_id: base.id })

    const settings = await withDatabaseOf(server.folder, async (database) => {
      return (await database.environments.findById(copy.id))?.settings
    })
    expect(settings?.strictTransformations).toBe(true)
  })

  it('is refused everything from the moment it is disabled, and works again when it is enabled', async () => {
    const created = await create()
    const { body } = await uploadTo(created)
    const status = async () => ({
      delivery: (await fetch(body.url)).status,
      upload: (await uploadTo(created)).status,
      admin: (await ping(created)).status,
    })
    expect(await status()).toEqual({ delivery: 200, upload: 200, admin: 200 })

    await call('provisioning.sub_accounts.update', { id: created.id, enabled: false })
    const disabled = await status()
    await call('provisioning.sub_accounts.update', { id: created.id, enabled: true })

    expect(disabled).toEqual({ delivery: 401, upload: 401, admin: 401 })
    expect(await status()).toEqual({ delivery: 200, upload: 200, admin: 200 })
  })

  it('is reached under its new cloud name alone once it has one', async () => {
    const created = await create()
    const renamed = `${created.cloud_name}-new`

    const updated = await call('provisioning.sub_accounts.update', { id: created.id, cloud_name: renamed })

    expect(updated.body).toMatchObject({ id: created.id, cloud_name: renamed })
    expect((await ping(created)).status).toBe(401)
    expect((await ping({ ...created, cloud_name: renamed })).status).toBe(200)
  })

  it('keeps what an update does not name', async () => {
    const created = await create({ name: 'Kept', custom_attributes: { plan: 'a', nested: { b: [1] } } })

    const { body } = await call('provisioning.sub_accounts.update', { id: created.id, enabled: false })

    expect(body).toMatchObject({ name: 'Kept', custom_attributes: { plan: 'a', nested: { b: [1] } }, enabled: false })
  })

  it('has the description that it was given, until it is given another', async () => {
    const created = await create({ description: 'For the shop' })
    const update = async (parameters: Readonly<Record<string, unknown>>) =>
      (await call('provisioning.sub_accounts.update', { id: created.id, ...parameters })).body

    expect(created).toMatchObject({ description: 'For the shop' })
    expect(await update({ name: 'Shop' })).toMatchObject({ description: 'For the shop' })
    expect(await update({ description: 'For both' })).toMatchObject({ description: 'For both' })
  })

  it('is found by id, name, cloud name and state', async () => {
    const one = await create({ name: 'Filter One' })
    const two = await create({ name: 'filter two', enabled: false })
    const list = async (filter: Readonly<Record<string, unknown>>) =>
      (await call('provisioning.sub_accounts.list', filter)).body.sub_accounts.map(({ id }: { id: string }) => id)

    expect(await list({ prefix: 'FILTER' })).toEqual([one.id, two.id])
    expect(await list({ prefix: 'filter', enabled: true })).toEqual([one.id])
    expect(await list({ ids: [two.id], enabled: true })).toEqual([two.id])
    expect(await list({ cloud_names: [one.cloud_name] })).toEqual([one.id])
    expect(await list({ prefix: 'nothing like that' })).toEqual([])
  })

  it('that is not there is a 404 that names it', async () => {
    for (const id of ['get', 'update', 'delete']) {
      const { status, body } = await call(`provisioning.sub_accounts.${id}`, { id: 'nobody' })
      expect({ status, message: body.error.message }).toEqual({
        status: 404,
        message: 'Cannot find sub account with id nobody',
      })
    }
  })
})

describe('a deleted sub account', () => {
  it('is gone at once, with rows and files, and its cloud name is free', async () => {
    const created = await create()
    const { body } = await uploadTo(created)
    expect((await fetch(body.url.replace('/upload/', '/upload/w_2/'))).status).toBe(200)

    const deleted = await call('provisioning.sub_accounts.delete', { id: created.id })

    expect(deleted.body).toEqual({ message: 'ok' })
    expect((await fetch(body.url)).status).toBe(401)
    expect((await ping(created)).status).toBe(401)
    expect((await call('provisioning.sub_accounts.get', { id: created.id })).status).toBe(404)
    await expect.poll(() => rowsOf(created.id), { timeout: 10_000 }).toEqual([])
    const again = await create({ cloud_name: created.cloud_name })
    expect(again.id).not.toBe(created.id)
    expect((await fetch(body.url)).status).toBe(404)
  })

  it('is refused with more than a thousand assets', async () => {
    const created = await create()
    await withDatabaseOf(server.folder, async (database) => {
      const { body } = await uploadTo(created)
      const asset = await database.assets.findById(created.id, body.asset_id)
      if (asset === null) throw new Error('not there')
      await database.transaction(async ({ assets }) => {
        for (let number = 0; number < 1000; number += 1) {
          await assets.insert({ ...asset, id: `many-${number}`, publicId: `many-${number}` })
        }
      })
    })

    const { status, body } = await call('provisioning.sub_accounts.delete', { id: created.id })

    expect(status).toBe(400)
    expect(body.error.message).toBe('A sub account with more than 1000 assets cannot be deleted')
  })

  it('takes no file that was on its way when it went', async () => {
    const created = await create()
    const upload = request(`${server.url}/v1_1/${created.cloud_name}/raw/upload`, {
      method: 'POST',
      headers: { authorization: basicOf(credentialOf(created)), 'content-type': 'multipart/form-data; boundary=x' },
    })
    const answered = once(upload, 'response')
    upload.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\n\r\nfirst half')
    // Until the server has begun to take the file.
    const spool = join(server.folder, 'spool')
    await expect.poll(() => filesWith(spool, 'first half')).toBe(1)

    await call('provisioning.sub_accounts.delete', { id: created.id })
    await expect.poll(() => rowsOf(created.id), { timeout: 10_000 }).toEqual([])
    upload.end(', second half\r\n--x--\r\n')

    const [response] = (await answered) as [IncomingMessage]
    response.resume()
    expect(response.statusCode).toBe(401)
    expect(await rowsOf(created.id)).toEqual([])
    expect(existsSync(join(server.folder, 'storage', created.id))).toBe(false)
  })

  it('is deleted to the end by the next process when one dies in between', async () => {
    const first = await startServer({ folder: await preparedFolder(async () => {}) })
    const made = await callOn(first, 'provisioning.sub_accounts.create', { name: 'Short life' })
    await uploadTo(made.body, first)
    // As a process leaves it that dies right after the commit: the job is written, nothing is deleted.
    await first.close()
    await withDatabaseOf(first.folder, async (database) => {
      await database.transaction(async ({ environments, jobs }) => {
        await environments.markDeleted(made.body.id, 1)
        const payload = { environmentId: made.body.id }
        await jobs.enqueue({ id: 'job', name: 'delete-environment', payload, key: null, runAt: 0, createdAt: 0 })
      })
    })

    const second = await startServer({ folder: first.folder, removesFolder: true })

    await expect.poll(() => rowsOf(made.body.id, second), { timeout: 10_000 }).toEqual([])
    await second.close()
  })
})

describe('an access key', () => {
  it('works from the moment it is made, and no longer than it is enabled', async () => {
    const { id, cloud_name } = await create()
    const { body: key } = await call('provisioning.access_keys.create', { sub_account_id: id, name: 'CI' })
    const status = async () =>
      (await ping({ cloud_name, api_access_keys: [{ key: key.api_key, secret: key.api_secret }] })).status
    expect(key).toMatchObject({ name: 'CI', enabled: true, permissions: { allow: ['*'], deny: [] } })
    expect(await status()).toBe(200)

    await call('provisioning.access_keys.update', { sub_account_id: id, key: key.api_key, enabled: false })
    expect(await status()).toBe(401)
    await call('provisioning.access_keys.update', { sub_account_id: id, key: key.api_key, enabled: true })
    expect(await status()).toBe(200)
    await call('provisioning.access_keys.delete', { sub_account_id: id, key: key.api_key })
    expect(await status()).toBe(401)
  })

  it('can be limited to operations and a folder, and be freed again', async () => {
    const { id, cloud_name } = await create()
    const { body: key } = await call('provisioning.access_keys.create', {
      sub_account_id: id,
      permissions: { deny: ['environment.ping'] },
      folder_prefix: '/a/b/',
    })
    const status = async () =>
      (await ping({ cloud_name, api_access_keys: [{ key: key.api_key, secret: key.api_secret }] })).status
    expect(key).toMatchObject({ permissions: { allow: ['*'], deny: ['environment.ping'] }, folder_prefix: 'a/b' })
    expect(await status()).toBe(403)

    const { body } = await call('provisioning.access_keys.update', {
      sub_account_id: id,
      key: key.api_key,
      permissions: { allow: ['GET'] },
      folder_prefix: '/',
    })

    expect(body).toMatchObject({ permissions: { allow: ['GET'], deny: [] }, folder_prefix: null })
    expect(await status()).toBe(200)
  })

  it.each([
    ['no such grant', { permissions: { allow: ['asets.*'] } }, 400, 'Invalid value asets.* for parameter permissions'],
    [
      'no grants of the account',
      { permissions: { allow: ['provisioning.users.list'] } },
      400,
      'provisioning.users.list',
    ],
    ['no name that another has', { name: 'Root' }, 409, 'An access key named Root already exists'],
  ])('takes %s', async (_what, parameters, status, message) => {
    const { id } = await create()

    const answer = await call('provisioning.access_keys.create', { sub_account_id: id, ...parameters })

    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toContain(message)
  })

  it('is neither deleted nor disabled when no other enabled key is left', async () => {
    const created = await create()
    const root = created.api_access_keys[0]?.key
    const { body: second } = await call('provisioning.access_keys.create', { sub_account_id: created.id })
    const disable = (key: string | undefined) =>
      call('provisioning.access_keys.update', { sub_account_id: created.id, key, enabled: false })

    const first = await disable(root)
    const last = await disable(second.api_key)
    const deleted = await call('provisioning.access_keys.delete', { sub_account_id: created.id, key: second.api_key })

    expect(first.body.enabled).toBe(false)
    expect(last.body.error.message).toBe('The last enabled access key cannot be disabled: make another one first')
    expect(deleted.body.error.message).toBe('The last enabled access key cannot be deleted: make another one first')
  })

  it('that came with the environment is not deleted', async () => {
    const created = await create()
    const key = created.api_access_keys[0]?.key
    await call('provisioning.access_keys.create', { sub_account_id: created.id })

    const { status, body } = await call('provisioning.access_keys.delete', { sub_account_id: created.id, key })

    expect(status).toBe(400)
    expect(body.error.message).toBe('The root access key cannot be deleted: disable it instead')
  })

  it('is the only one with its duty', async () => {
    const { id, api_access_keys } = await create()
    const { body: second } = await call('provisioning.access_keys.create', { sub_account_id: id, name: 'Second' })
    const dedicate = (key: string | undefined) =>
      call('provisioning.access_keys.update', { sub_account_id: id, key, dedicated_for: 'webhooks' })

    await dedicate(api_access_keys[0]?.key)
    const { body } = await dedicate(second.api_key)

    expect(body.dedicated_for).toEqual(['webhooks'])
    const { body: listed } = await call('provisioning.access_keys.list', { sub_account_id: id })
    expect(listed.access_keys.filter((key: { dedicated_for?: string[] }) => key.dedicated_for)).toHaveLength(1)
  })

  it('is listed in pages, sorted as asked', async () => {
    const { id } = await create()
    for (const name of ['B', 'C', 'A']) await call('provisioning.access_keys.create', { sub_account_id: id, name })
    const list = async (page: Readonly<Record<string, unknown>>) => {
      const { body } = await call('provisioning.access_keys.list', { sub_account_id: id, ...page })
      return { names: body.access_keys.map(({ name }: { name: string }) => name), total: body.total }
    }

    expect(await list({ sort_by: 'name', sort_order: 'asc', page_size: 2 })).toEqual({ names: ['A', 'B'], total: 4 })
    expect(await list({ sort_by: 'name', sort_order: 'asc', page_size: 2, page: 2 })).toEqual({
      names: ['C', 'Root'],
      total: 4,
    })
    expect(await list({ sort_by: 'name', page: 3, page_size: 2 })).toEqual({ names: [], total: 4 })
  })

  it('of another environment is not found', async () => {
    const one = await create()
    const two = await create()
    const key = two.api_access_keys[0]?.key

    const update = await call('provisioning.access_keys.update', { sub_account_id: one.id, key, enabled: false })
    const deletion = await call('provisioning.access_keys.delete', { sub_account_id: one.id, key })

    expect(update.status).toBe(404)
    expect(deletion.body).toEqual({ message: 'not_found' })
    expect((await ping(two)).status).toBe(200)
  })
})

it.each(['/v2/accounts/abc/permissions/policies/system', '/v1_1/provisioning/accounts/abc/nothing'])(
  'says by name that there is no operation %s',
  async (path) => {
    const response = await fetch(server.url + path)

    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      error: { message: `Unknown operation: GET ${path.replace('/v1_1', '')}` },
    })
  },
)

interface SubAccount {
  readonly id: string
  readonly cloud_name: string
  readonly api_access_keys: readonly { readonly key: string; readonly secret: string }[]
}

function call(id: string, parameters: Readonly<Record<string, unknown>>): Promise<Answer> {
  return callOn(server, id, parameters)
}

function callOn(on: TestServer, id: string, parameters: Readonly<Record<string, unknown>>): Promise<Answer> {
  const operation = operationNamed(id)
  const made: OperationCall = { parameters, json: operation.method === 'POST' || operation.method === 'PUT' }
  return callOperation(on, operation, made, provisioningCredential(on.account))
}

async function create(
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<SubAccount & { custom_attributes: unknown }> {
  names += 1
  const { status, body } = await call('provisioning.sub_accounts.create', {
    name: `Environment ${names}`,
    ...parameters,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

function credentialOf({ api_access_keys: [key] }: Pick<SubAccount, 'api_access_keys'>) {
  return { apiKey: key?.key ?? '', apiSecret: key?.secret ?? '' }
}

function uploadTo(environment: Omit<SubAccount, 'id'>, on = server): Promise<Answer> {
  const target = { url: on.url, cloudName: environment.cloud_name }
  const parameters = { resource_type: 'image', public_id: 'picture' }
  return callOperation(
    target,
    operationNamed('assets.upload'),
    { parameters, file: picture },
    credentialOf(environment),
  )
}

function ping(environment: Omit<SubAccount, 'id'>): Promise<Answer> {
  const target = { url: server.url, cloudName: environment.cloud_name }
  return callOperation(target, operationNamed('environment.ping'), {}, credentialOf(environment))
}

function filesWith(folder: string, text: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8').includes(text)).length
}

/** What is left of an environment: kinds of rows. */
function rowsOf(id: string, on = server): Promise<readonly string[]> {
  return withDatabaseOf(on.folder, async (database) => {
    const left: string[] = []
    if ((await database.environments.listDeleted()).includes(id)) left.push('environment')
    if ((await database.accessKeys.listByEnvironment(id)).length > 0) left.push('key')
    if ((await database.environmentContents.countAssets(id, 1)) > 0) left.push('asset')
    return left
  })
}
