/** Upload presets through the genuine Node SDK. */
import { describe, expect, it } from 'vitest'
import { picture } from '../server/contract/examples/world.ts'
import { adminError, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk()
const api = () => sdk.cloudinary.api
const file = `data:image/png;base64,${picture.toString('base64')}`
const create = (settings: object) => api().create_upload_preset(settings as never)
const settingsOf = async (name: string) =>
  (await api().upload_preset(name)).settings as unknown as Record<string, unknown>
const upload = async (options: object) =>
  (await sdk.cloudinary.uploader.upload(file, options as never)) as unknown as Record<string, unknown>
const uploadUnsigned = async (preset: string, options: object = {}) =>
  (await sdk.cloudinary.uploader.unsigned_upload(file, preset, options as never)) as unknown as Record<string, unknown>

async function put(name: string, settings: object) {
  const { url, cloudName, apiKey, apiSecret } = sdk.server
  const answer = await fetch(`${url}/v1_1/${cloudName}/upload_presets/${name}`, {
    method: 'PUT',
    headers: {
      authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(settings),
  })
  return { status: answer.status, body: await answer.json() }
}

describeMethod('api.create_upload_preset', sdk, {
  async succeeds() {
    await api().add_metadata_field({
      external_id: 'sizes',
      label: 'Sizes',
      type: 'set',
      datasource: { values: [{ external_id: 's', value: 'Small' }] },
    } as never)

    const created = await create({
      name: 'whole',
      unsigned: true,
      disallow_public_id: true,
      live: true,
      tags: ['a', 'b'],
      allowed_formats: ['png', 'jpg'],
      context: { alt: 'x=y', note: 'z' },
      metadata: { sizes: ['s'] },
      transformation: [{ width: 100, crop: 'limit' }, { effect: 'sepia' }],
      eager: [
        { width: 20, crop: 'scale' },
        { width: 30, crop: 'scale', format: 'jpg' },
      ],
      use_filename: true,
      unique_filename: false,
    })

    expect(created).toMatchObject({ message: 'created', name: 'whole', external_id: expect.any(String) })
    expect(await api().upload_preset('whole')).toMatchObject({
      name: 'whole',
      unsigned: true,
      external_id: (created as unknown as { external_id: string }).external_id,
    })
    expect(await settingsOf('whole')).toEqual({
      disallow_public_id: true,
      live: true,
      tags: ['a', 'b'],
      allowed_formats: ['png', 'jpg'],
      context: { alt: 'x=y', note: 'z' },
      metadata: { sizes: ['s'] },
      transformation: [{ width: 100, crop: 'limit' }, { effect: 'sepia' }],
      eager: [[{ width: 20, crop: 'scale' }], [{ width: 30, crop: 'scale' }, { extension: 'jpg' }]],
      use_filename: true,
      unique_filename: false,
    })
  },
  async fails() {
    await create({ name: 'taken' })
    await expect(create({ name: 'taken' })).rejects.toMatchObject(adminError(409, expect.stringContaining('taken')))
    await expect(create({ name: 'bad', metadata: { unknown: 'x' } })).rejects.toMatchObject(
      adminError(400, 'Metadata External IDs do not exist: [unknown]'),
    )
    await expect(create({ name: 'bad', metadata: { sizes: ['xl'] } })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('xl')),
    )
    await expect(create({ name: 'bad', upload_preset: 'nothing' })).rejects.toMatchObject(
      adminError(400, 'Upload preset not found'),
    )
    await expect(create({ name: 'bad', transformation: { width: 'abc' } })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('Invalid width in transformation: abc')),
    )
  },
})

describeMethod('api.upload_preset', sdk, {
  async succeeds() {
    await create({ name: 'small', tags: 'x' })

    expect(await api().upload_preset('small')).toMatchObject({
      name: 'small',
      unsigned: false,
      settings: { tags: ['x'] },
    })
  },
  async fails() {
    await expect(api().upload_preset('nothing')).rejects.toMatchObject(
      adminError(404, "Can't find upload preset with name nothing"),
    )
  },
})

describeMethod('api.upload_presets', sdk, {
  async succeeds() {
    for (const name of ['list_b', 'list_c', 'list_a']) await create({ name })

    const names: string[] = []
    let next_cursor: string | undefined
    do {
      const page = await api().upload_presets({ max_results: 2, ...(next_cursor ? { next_cursor } : {}) })
      names.push(...page.presets.map(({ name }: { name: string }) => name))
      next_cursor = page.next_cursor
    } while (next_cursor !== undefined)

    expect(names).toEqual(expect.arrayContaining(['list_a', 'list_b', 'list_c']))
    expect(names).toEqual([...new Set(names)].toSorted())
  },
  async fails() {
    await expect(api().upload_presets({ max_results: 501 })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('max_results')),
    )
  },
})

describeMethod('api.update_upload_preset', sdk, {
  async succeeds() {
    await create({ name: 'changing', tags: 'old', folder: 'kept' })

    const updated = await api().update_upload_preset('changing', { tags: ['new'], unsigned: true } as never)

    expect(updated).toMatchObject({ message: 'updated' })
    expect(await api().upload_preset('changing')).toMatchObject({
      unsigned: true,
      settings: { tags: ['new'], folder: 'kept' },
    })
  },
  async fails() {
    await expect(api().update_upload_preset('nothing', { tags: 'x' } as never)).rejects.toMatchObject(adminError(404))
  },
})

describeMethod('api.delete_upload_preset', sdk, {
  async succeeds() {
    await create({ name: 'doomed' })

    expect(await api().delete_upload_preset('doomed')).toMatchObject({ message: 'deleted' })

    await expect(api().upload_preset('doomed')).rejects.toMatchObject(adminError(404))
  },
  async fails() {
    await expect(api().delete_upload_preset('nothing')).rejects.toMatchObject(adminError(404))
  },
})

describe('a list of presets', () => {
  it.each([
    ['name', 'desc'],
    ['id', 'asc'],
    ['created_at', 'desc'],
  ])('by %s %s holds each once', async (order_by, direction) => {
    const { url, cloudName, apiKey, apiSecret } = sdk.server
    const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`
    const names: string[] = []
    const ids: string[] = []
    let next_cursor: string | undefined
    do {
      const query = new URLSearchParams({ order_by, direction, max_results: '3', ...(next_cursor && { next_cursor }) })
      const answer = await fetch(`${url}/v1_1/${cloudName}/upload_presets?${query}`, { headers: { authorization } })
      const page = (await answer.json()) as {
        presets: { name: string; external_id: string }[]
        next_cursor?: string
      }
      names.push(...page.presets.map(({ name }) => name))
      ids.push(...page.presets.map(({ external_id }) => external_id))
      next_cursor = page.next_cursor
    } while (next_cursor !== undefined)

    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('list_a')
    if (order_by === 'name') expect(names).toEqual(names.toSorted().toReversed())
    if (order_by === 'id') expect(ids).toEqual(ids.toSorted())
    if (order_by === 'created_at') expect(names.indexOf('list_a')).toBeLessThan(names.indexOf('list_b'))
  })
})

describe('a preset in a preset', () => {
  it('lends the settings that the outer one does not have', async () => {
    await create({ name: 'inner', tags: 'inner', context: { from: 'inner' }, unsigned: false })
    await create({ name: 'outer', tags: 'outer', upload_preset: 'inner', unsigned: true })

    expect(await upload({ upload_preset: 'outer' })).toMatchObject({
      tags: ['outer'],
      context: { custom: { from: 'inner' } },
    })
    expect(await uploadUnsigned('outer')).toMatchObject({ tags: ['outer'], context: { custom: { from: 'inner' } } })
    await expect(uploadUnsigned('inner')).rejects.toMatchObject({
      message: 'Upload preset must be whitelisted for unsigned uploads',
    })
  })

  it('cannot contain itself', async () => {
    await create({ name: 'round_a' })
    await create({ name: 'round_b', upload_preset: 'round_a' })

    expect(await put('round_a', { upload_preset: 'round_b' })).toMatchObject({
      status: 400,
      body: { error: { message: 'Upload preset round_a would contain itself' } },
    })
    expect(await put('round_a', { upload_preset: 'round_a' })).toMatchObject({ status: 400 })
  })

  it('is missed at the upload when it is deleted', async () => {
    await create({ name: 'leaves' })
    await create({ name: 'stays', upload_preset: 'leaves' })
    await api().delete_upload_preset('leaves')

    await expect(upload({ upload_preset: 'stays' })).rejects.toMatchObject({
      http_code: 400,
      message: 'Upload preset not found',
    })
  })
})

describe('the settings of a preset', () => {
  it('go when they are set to null', async () => {
    await create({ name: 'emptied', tags: 'a', folder: 'f' })

    await put('emptied', { tags: null })

    expect(await settingsOf('emptied')).toEqual({ folder: 'f' })
  })

  it('say metadata, which is merged with that of clients without a key', async () => {
    await api().add_metadata_field({ external_id: 'title', label: 'Title', type: 'string' } as never)
    await api().add_metadata_field({ external_id: 'origin', label: 'Origin', type: 'string' } as never)
    await create({ name: 'speaking', unsigned: true, metadata: { origin: 'preset', sizes: ['s'] } })

    const { metadata } = await uploadUnsigned('speaking', { metadata: { title: 'client', origin: 'client' } })

    expect(metadata).toEqual({ title: 'client', origin: 'preset', sizes: ['s'] })
  })

  it('may list the only parameters that clients without a key send', async () => {
    await create({ name: 'narrow', unsigned: true })
    await put('narrow', { parameter_whitelist: ['tags'] })

    expect(await uploadUnsigned('narrow', { tags: 'x' })).toMatchObject({ tags: ['x'] })
    await expect(uploadUnsigned('narrow', { public_id: 'chosen', tags: 'x' })).rejects.toMatchObject({
      message:
        'Public Id parameter is not allowed when using unsigned upload. Only tags upload parameters are allowed.',
    })
    expect(await put('narrow', { parameter_whitelist: ['overwrite'] })).toMatchObject({ status: 400 })
    expect(await settingsOf('narrow')).toEqual({ parameter_whitelist: ['tags'] })
  })
})
