/** `eval` and `on_success` over HTTP. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../support/api-of-server.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let api: ServerApi
let picture: Buffer

beforeAll(async () => {
  server = await startServer()
  api = apiOf(server)
  picture = await sharp({ create: { width: 500, height: 300, channels: 3, background: '#336699' } })
    .png()
    .toBuffer()
})
afterAll(() => server?.close())

const upload = (publicId: string, fields: Readonly<Record<string, unknown>>, file = picture) =>
  api.call('assets.upload', { resource_type: 'auto', public_id: publicId, ...fields }, { file })
/** FormData would write each line break as two characters, which were not signed. */
const oneLine = (code: string) => code.replace(/\s*\n\s*/g, ' ')
const details = (publicId: string) =>
  api.call('assets.get', { resource_type: 'image', type: 'upload', public_id: publicId })

describe('eval', () => {
  it('changes options by what the file is, and says which', async () => {
    const { body } = await upload('evaluated', {
      tags: 'given',
      context: 'alt=x',
      colors: true,
      eval: oneLine(`
        if (resource_info.width > 450 && resource_info.format === 'png') {
          upload_options.tags = [...upload_options.tags, resource_info.predominant.google[0][0]];
          upload_options['quality_analysis'] = true;
          upload_options.eager = 'c_scale,w_20';
          delete upload_options.context;
        }`),
    })

    expect(body).toMatchObject({
      public_id: 'evaluated',
      tags: ['given', 'blue'],
      quality_score: expect.any(Number),
      eager: [{ transformation: 'c_scale,w_20', width: 20 }],
      hook_execution: { eval: { status: 'success', changed: ['context', 'eager', 'quality_analysis', 'tags'] } },
    })
    expect(body).not.toHaveProperty('context')
  })

  it('sees size, type and digest of raw files, and the facts of pictures as people see them', async () => {
    const lying = await sharp(picture).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const code = 'upload_options.context = { seen: JSON.stringify(resource_info) }'

    const raw = await upload('evaluated-raw', { eval: code }, Buffer.from('hello'))
    const turned = await upload('evaluated-turned', { eval: code }, lying)

    expect(JSON.parse((raw.body.context as { custom: { seen: string } }).custom.seen)).toMatchObject({
      resource_type: 'raw',
      bytes: 5,
      etag: '5d41402abc4b2a76b9719d911017c592',
    })
    expect(JSON.parse((turned.body.context as { custom: { seen: string } }).custom.seen)).toMatchObject({
      resource_type: 'image',
      format: 'jpg',
      width: 300,
      height: 500,
    })
  })

  it('may name the file and decide where it lies', async () => {
    const code = 'upload_options.public_id = "wide-" + resource_info.width; upload_options.asset_folder = "wide"'

    const { body } = await upload('before', { eval: code })

    expect(body).toMatchObject({ public_id: 'wide-500', asset_folder: 'wide' })
    expect((await details('before')).status).toBe(404)
  })

  it.each([
    ['if (', 'Script eval failed: SyntaxError'],
    ['for (;;);', 'Script eval failed: it ran longer than 1000 ms'],
    ['new Uint8Array(5e7)', 'Script eval failed: it needs more than 16777216 bytes of memory'],
    ['upload_options = 5', 'upload_options is no object any more'],
    ['upload_options.nonsense = 1', 'there is no upload option nonsense'],
    ['upload_options.upload_preset = "x"', 'there is no upload option upload_preset'],
    ['upload_options.eval = ""', 'it cannot change eval'],
    ['upload_options.on_success = "x"', 'it cannot change on_success'],
    ['upload_options.notification_url = "http://127.0.0.1"', 'it cannot change notification_url'],
    ['upload_options.access_mode = "secret"', 'Invalid value secret for parameter access_mode'],
    ['upload_options.eager = "w_abc"', 'Invalid width in transformation: abc'],
    ['upload_options.allowed_formats = ["gif"]', 'Image file format png not allowed'],
    ['upload_options.ocr = "adv_ocr"', "You don't have an active subscription for ocr"],
    ['x'.repeat(20_001), 'at most 20000 characters'],
  ])('that is wrong is a 400, and nothing is stored: %j', async (code, message) => {
    const { status, body } = await upload('never', { eval: code })

    expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)])
    expect((await details('never')).status).toBe(404)
  })

  it('of a preset is run for clients without a key, who cannot send one', async () => {
    await api.call('upload_presets.create', {
      name: 'scripted',
      unsigned: true,
      eval: 'if (resource_info.width > 450) upload_options.tags = "large"',
    })
    const form = new FormData()
    form.set('upload_preset', 'scripted')
    form.set('file', new Blob([new Uint8Array(picture)]), 'a.png')
    const own = new FormData()
    own.set('upload_preset', 'scripted')
    own.set('eval', '1')
    own.set('file', new Blob([new Uint8Array(picture)]), 'a.png')
    const address = `${server.url}/v1_1/${server.cloudName}/image/upload`

    const allowed = await fetch(address, { method: 'POST', body: form })
    const refused = await fetch(address, { method: 'POST', body: own })

    expect(await allowed.json()).toMatchObject({ tags: ['large'] })
    expect(refused.status).toBe(400)
  })
})

describe('on_success', () => {
  it('updates the asset by what the answer says, and the answer shows it', async () => {
    const { body } = await upload('succeeded', {
      tags: 'old',
      colors: true,
      on_success: oneLine(`
        current_asset.update({ tags: [e.upload_info.predominant.google[0][0]], context: { w: event.upload_info.width } });
        current_asset.update({ context: { same: String(current_asset.public_id === e.upload_info.public_id) } })`),
    })

    expect(body).toMatchObject({
      tags: ['blue'],
      context: { custom: { same: 'true' } },
      hook_execution: { on_success: { status: 'success', updates: 2 } },
    })
    expect((await details('succeeded')).body).toMatchObject({ tags: ['blue'] })
  })

  it.each([
    ['throw new Error("mine")', 'Script on_success failed: Error: mine'],
    ['for (;;);', 'it ran longer than 1000 ms'],
    ['current_asset.update({ tags: ["a"] }); current_asset.update({ public_id: "b" })', 'it cannot update public_id'],
    ['current_asset.update("tags")', 'update needs an object'],
    ['for (let i = 0; i < 21; i++) current_asset.update({ tags: ["a"] })', 'more than 20 updates'],
    ['current_asset.update({ metadata: { nothing: "here" } })', 'Metadata External IDs do not exist'],
  ])('that is wrong is told, and the asset stays as it was stored: %s', async (code, message) => {
    const { status, body } = await upload('stays', { tags: 'kept', on_success: code })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      tags: ['kept'],
      hook_execution: { on_success: { status: 'failed', error: expect.stringContaining(message) } },
    })
    expect((await details('stays')).body.tags).toEqual(['kept'])
  })

  it('runs after explicit too', async () => {
    await upload('explicit', {})

    const { body } = await api.call('assets.explicit', {
      resource_type: 'image',
      type: 'upload',
      public_id: 'explicit',
      on_success: 'current_asset.update({ tags: ["later"] })',
    })

    expect(body).toMatchObject({ tags: ['later'], hook_execution: { on_success: { status: 'success', updates: 1 } } })
  })
})

describe('POST eval', () => {
  const tried = (fields: Readonly<Record<string, unknown>>) =>
    api.call('assets.eval', { resource_type: 'image', public_id: 'tried', ...fields }, { file: picture })

  it('shows what a script makes of the options, and stores nothing', async () => {
    const code = 'upload_options.tags = [String(resource_info.width)]; upload_options.context = "a=b"'

    const { status, body } = await tried({ tags: 'old', eval: code })

    expect([status, body]).toEqual([
      200,
      { upload_options: { public_id: 'tried', tags: ['500'], context: { a: 'b' } }, changed: ['context', 'tags'] },
    ])
    expect((await details('tried')).status).toBe(404)
  })

  it.each([
    [{}, 'Missing required parameter - eval'],
    [{ eval: 'if (' }, 'SyntaxError'],
    [{ eval: 'upload_options.eager = "w_abc"' }, 'Invalid width in transformation: abc'],
  ])('is refused with what is wrong: %j', async (fields, message) => {
    const { status, body } = await tried(fields)

    expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)])
  })
})

it('parameters of an upload are refused by name where there is none', async () => {
  const name = { resource_type: 'image', type: 'upload', public_id: 'explicit' }

  const explicit = await api.call('assets.explicit', { ...name, eval: '1' })
  const update = await api.call('assets.update', { ...name, on_success: '1' })

  expect([explicit, update].map(({ status, body }) => [status, body.error.message])).toEqual([
    [400, 'Parameter eval is not supported here: it is one of upload'],
    [400, 'Parameter on_success is not supported here: it is one of upload and explicit'],
  ])
})
