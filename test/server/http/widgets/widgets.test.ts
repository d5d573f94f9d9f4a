/** What widgets are told without signing in, and what a session is given to upload and to show with. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../../support/api-of-server.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { signedVisitor } from '../../../support/signed-visitor.ts'
import { openWidget, type WidgetPage } from '../../../support/widget-session.ts'
import { picture } from '../../contract/examples/world.ts'

const HOST = 'https://cms.example.com'
const READER = { apiKey: '444444444444444', apiSecret: 'secret-of-444444444444444' }
let server: TestServer
let api: ServerApi
let guest: WidgetPage
let manager: WidgetPage

beforeAll(async () => {
  const folder = await preparedFolder(async (database) => {
    const environment = environmentRow('demo')
    const settings = { ...environment.settings, widgetOrigins: [HOST], authTokenKeys: [{ name: 'a', key: '00112233' }] }
    await database.environments.insert({ ...environment, settings })
    await database.accessKeys.insert(
      accessKeyRow(environment, { ...READER, permissions: { allow: ['GET'], deny: [] } }),
    )
    await database.users.insert({
      ...{
        id: 'a1',
        name: 'Mia',
        email: 'mia@example.com',
        role: 'media_library_admin',
        enabled: true,
        pending: false,
      },
      ...{ environmentIds: null, createdAt: 1, updatedAt: 1, lastLoginAt: null },
    })
  })
  server = await startServer({ folder, removesFolder: true })
  api = apiOf(server)
  guest = await openWidget(server, signedVisitor('demo', 'guest', server), HOST)
  manager = await openWidget(server, signedVisitor('demo', 'mia@example.com', server), HOST)
})
afterAll(() => server.close())

const uploaded = async (parameters: object = {}) =>
  (await api.call('assets.upload', { resource_type: 'image', ...parameters }, { file: picture })).body

async function config(preset?: string, headers: Record<string, string> = {}) {
  const query = preset === undefined ? '' : `?preset=${preset}`
  const response = await fetch(`${server.url}/widgets/v1/demo/config${query}`, { headers })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

describe('the configuration of the upload widget', () => {
  it('tells limits and sources to every page, for a minute', async () => {
    const { body, headers } = await config(undefined, { origin: 'https://anybody.example.com' })

    expect(body).toMatchObject({
      cloud_name: 'demo',
      identity_provider: null,
      upload_preset: null,
      metadata_fields: null,
      tags: null,
    })
    expect(body.sources).toEqual(['local', 'url', 'camera'])
    expect(body.limits.image_max_size_bytes).toBeGreaterThan(0)
    expect(headers.get('cache-control')).toBe('public, max-age=60')
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  it('tells fields with their rules, and tags, only where the preset says so', async () => {
    const field = { type: 'string', label: 'Colour', external_id: 'colour' }
    const shade = { ...field, external_id: 'shade', label: 'Shade', default_disabled: true }
    for (const made of [field, shade]) await api.call('metadata_fields.create', made, { json: true })
    const rule = {
      metadata_field_id: 'shade',
      condition: { metadata_field_id: 'colour', populated: true },
      result: { enable: true },
    }
    await api.call('metadata_rules.create', { ...rule, name: 'inner words' }, { json: true })
    await api.call('metadata_rules.create', { ...rule, name: 'off', state: 'inactive' }, { json: true })
    await uploaded({ tags: 'secret-project' })
    await api.call('upload_presets.create', { name: 'closed', unsigned: true, allowed_formats: 'png,jpg' })
    const open = { widget_metadata: true, widget_tags: true, widget_listed: true }
    await api.call('upload_presets.create', { name: 'open', unsigned: true, parameter_whitelist: 'tags', ...open })
    await api.call('upload_presets.create', { name: 'inner', unsigned: true, upload_preset: 'open' })

    expect((await config('closed')).body).toMatchObject({
      upload_preset: { name: 'closed', unsigned: true, allowed_formats: ['png', 'jpg'], disallow_public_id: false },
      ...{ metadata_fields: null, metadata_rules: null, tags: null, upload_presets: ['open'] },
    })
    expect((await config('open')).body).toMatchObject({
      upload_preset: { name: 'open', parameters: ['tags'], allowed_formats: null },
      metadata_fields: [{ external_id: 'colour', label: 'Colour' }, { external_id: 'shade' }],
      metadata_rules: [{ external_id: expect.any(String), ...rule }],
      tags: ['secret-project'],
    })
    expect((await config('open&tag_prefix=sec')).body.tags).toEqual(['secret-project'])
    expect((await config('open&tag_prefix=x')).body.tags).toEqual([])
    expect((await config('inner&tag_prefix=sec')).body.tags).toBeNull()
    expect((await config('inner')).body).toMatchObject({ metadata_fields: null, metadata_rules: null, tags: null })
  })

  it('knows no preset that is not there, or that is for the machine of the server only', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.7' }

    expect((await config('nothing')).body.error.message).toBe('Upload preset not found')
    expect((await config('getting_started')).headers.get('cache-control')).toBe('no-store')
    expect((await config('getting_started', forwarded)).status).toBe(400)
  })

  it('says which sources there are, and why not the others', async () => {
    const { sources } = await (await fetch(`${server.url}/widgets/v1/demo/sources`)).json()

    expect(sources[0]).toEqual({ name: 'local', kind: 'built_in', enabled: true, reason: null })
    const remote = sources.filter(({ kind }: { kind: string }) => kind !== 'built_in')
    for (const { enabled, reason } of remote) expect(enabled === (reason === null)).toBe(true)
  })
})

describe('a signature for an upload', () => {
  const sign = async (page: WidgetPage, parameters: Readonly<Record<string, unknown>>) =>
    page.call('widgets.sign', { params_to_sign: parameters }, { json: true })

  async function post(path: string, fields: Readonly<Record<string, unknown>>, file?: Buffer) {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
    if (file !== undefined) form.append('file', new Blob([new Uint8Array(file)]), 'a.png')
    const response = await fetch(`${server.url}/v1_1/demo/${path}`, { method: 'POST', body: form })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }

  it('25: uploads with what was answered, from a page without any secret', async () => {
    const parameters = { public_id: 'from-widget', tags: 'a,b', asset_folder: 'shop', source: 'uw' }
    const { body: answer } = await sign(guest, parameters)

    const { cloud_name: _cloud, ...signed } = answer
    const { status, body, headers } = await post('image/upload', { ...parameters, ...signed }, picture)

    expect({ status, message: body.error?.message }).toEqual({ status: 200, message: undefined })
    expect(body).toMatchObject({ public_id: 'from-widget', tags: ['a', 'b'], asset_folder: 'shop' })
    expect(headers.get('x-tintype-ignored')).toBeNull()
  })

  it('lets what it uploaded be found by who was signed in', async () => {
    const { cloud_name: _cloud, ...signed } = (await sign(guest, { public_id: 'by-guest' })).body
    expect((await post('image/upload', { public_id: 'by-guest', ...signed }, picture)).status).toBe(200)

    const asset = await api.call('assets.get', { resource_type: 'image', type: 'upload', public_id: 'by-guest' })
    const found = await guest.call('search.assets', { expression: 'uploaded_by.user=guest AND public_id=by-guest' })

    expect(asset.body.uploaded_by).toEqual({ access_key: signed.api_key, user: 'guest' })
    expect(found.body.resources[0].created_by).toEqual({ access_key: signed.api_key, user: 'guest' })
  })

  it('is good for nothing but uploads, with what was answered or without', async () => {
    const { public_id } = await uploaded()
    const { body } = await sign(guest, { public_id })
    const { cloud_name: _cloud, ...signed } = body
    const { widget_session: _session, ...without } = signed

    expect((await post('image/destroy', { public_id, ...signed })).status).toBe(401)
    expect((await post('image/destroy', { public_id, ...without })).status).toBe(401)
    expect((await post('image/explicit', { public_id, type: 'upload', ...signed })).status).toBe(401)
    expect((await api.call('assets.get', { resource_type: 'image', type: 'upload', public_id })).status).toBe(200)
  })

  it('replaces nothing of others, except for those who manage', async () => {
    const before = await uploaded({ public_id: 'taken' })
    const again = async (page: WidgetPage) => {
      const { cloud_name: _cloud, ...signed } = (await sign(page, { public_id: 'taken' })).body
      return (await post('image/upload', { public_id: 'taken', ...signed }, picture)).body
    }

    expect(await again(guest)).toMatchObject({ existing: true, version: before.version })
    expect((await again(manager)).version).toBeGreaterThan(before.version)
  })

  it.each([
    [() => guest, 'notification_url', 'http://192.0.2.1/'],
    [() => manager, 'notification_url', 'http://192.0.2.1/'],
    [() => manager, 'on_success', 'x'],
    [() => manager, 'eval', 'x'],
    [() => guest, 'type', 'authenticated'],
    [() => guest, 'access_control', '[]'],
    [() => guest, '__proto__x', 'x'],
  ])('is refused for parameters that reach further (%#: %s)', async (page, name, value) => {
    const { status, body } = await sign(page(), { public_id: 'x', [name]: value })

    expect(status).toBe(403)
    expect(body.error.message).toContain(`with the parameter ${name}`)
  })

  it('ends with the session', async () => {
    const page = await openWidget(server, signedVisitor('demo', 'brief', server), HOST)
    const { cloud_name: _cloud, ...signed } = (await sign(page, {})).body

    await page.call('widgets.session.delete')

    expect((await post('image/upload', signed, picture)).status).toBe(401)
  })

  it('is not given to whom a key vouched for that may not upload', async () => {
    const page = await openWidget(server, signedVisitor('demo', 'mia@example.com', READER), HOST)

    const { status, body } = await sign(page, {})

    expect({ status, message: body.error.message }).toMatchObject({
      status: 403,
      message: expect.stringMatching(/lacks the permission widgets.sign$/),
    })
  })
})

describe('33: what an unsigned address would not show', () => {
  const thumbnailOf = async (page: { call: ServerApi['call'] }, publicId: string) => {
    const { body } = await page.call('search.assets', { expression: `public_id=${publicId}` }, { json: true })
    return { thumbnail: body.resources[0]?.thumbnail_url as string | undefined, found: body.resources.length }
  }

  it.each([
    ['authenticated', { type: 'authenticated' }],
    ['private', { type: 'private' }],
    ['limited to tokens', { access_control: '[{"access_type":"token"}]' }],
  ])('comes with the address of a small picture: %s', async (what, parameters) => {
    const publicId = `hidden-${what.slice(0, 7).trim()}`
    await uploaded({ public_id: publicId, ...parameters })

    const { thumbnail } = await thumbnailOf(guest, publicId)

    expect(thumbnail).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/demo\/image\/\w+\/s--[\w-]+--\/c_limit,h_480,w_480\//)
    expect((await fetch(thumbnail ?? '')).status).toBe(200)
    expect(await thumbnailOf(api, publicId)).toEqual({ thumbnail: undefined, found: 1 })
  })

  it('is told of public assets too only where transformations are strict', async () => {
    await uploaded({ public_id: 'open-picture' })
    expect((await thumbnailOf(guest, 'open-picture')).thumbnail).toBeUndefined()

    await api.call('settings.update', { strict_transformations: true })
    const { thumbnail } = await thumbnailOf(guest, 'open-picture')
    await api.call('settings.update', { strict_transformations: false })

    expect(thumbnail).toContain('/s--')
  })
})
