/** Details and changes of one asset over HTTP. */
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
  picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer()
})
afterAll(() => server?.close())

const image = async (publicId: string, parameters: Readonly<Record<string, unknown>> = {}) => {
  const fields = { resource_type: 'image', public_id: publicId, ...parameters }
  return (await api.call('assets.upload', fields, { file: picture })).body
}
const name = (publicId: string) => ({ resource_type: 'image', type: 'upload', public_id: publicId })
const details = (publicId: string, options: Readonly<Record<string, unknown>> = {}) =>
  api.call('assets.get', { ...name(publicId), ...options })
const update = (publicId: string, changes: Readonly<Record<string, unknown>>) =>
  api.call('assets.update', { ...name(publicId), ...changes })

describe('details', () => {
  it('show an asset by its name, slashes included, by its id, and by either in a body', async () => {
    const { asset_id, version_id, etag } = await image('a/b/c', { tags: 'red,blue', context: 'alt=x' })

    const byName = await details('a/b/c')
    const byId = await api.call('assets.get_by_id', { asset_id })
    const byBody = await api.call('assets.get_by_body', { public_id: 'a/b/c' })

    expect(byName.body).toMatchObject({
      asset_id,
      version_id,
      etag,
      public_id: 'a/b/c',
      format: 'png',
      width: 40,
      height: 30,
      tags: ['red', 'blue'],
      context: { custom: { alt: 'x' } },
      pages: 1,
      derived: [],
      created_by: { access_key: server.apiKey },
      uploaded_by: { access_key: server.apiKey },
    })
    expect(byId.body).toEqual(byName.body)
    expect(byBody.body).toEqual(byName.body)
  })

  it('answer 404 for what is not there', async () => {
    const unknown = await details('nothing/here')
    const unknownId = await api.call('assets.get_by_id', { asset_id: 'f'.repeat(32) })

    expect([unknown.status, unknown.body.error.message]).toEqual([404, 'Resource not found - nothing/here'])
    expect(unknownId.status).toBe(404)
  })

  it('refuse a body that names two assets, or none', async () => {
    const both = await api.call('assets.get_by_body', { public_id: 'a', asset_id: 'b' })
    const none = await api.call('assets.get_by_body', {})

    expect([both.status, none.status]).toEqual([400, 400])
    expect(none.body.error.message).toBe('Missing required parameter - asset_id or public_id')
  })

  it('find out what was not asked for at upload, and keep it', async () => {
    const { asset_id } = await image('analysed')
    const before = await details('analysed')

    const asked = await Promise.all(
      Array.from({ length: 5 }, () => details('analysed', { colors: true, phash: true, media_metadata: true })),
    )
    const searched = await api.call('assets.explicit', { ...name('analysed'), colors: true })

    expect(before.body).not.toHaveProperty('colors')
    for (const { body } of asked) {
      expect(body).toMatchObject({ asset_id, colors: [['#FF0000', 100]], media_metadata: expect.any(Object) })
      expect(body.phash).toMatch(/^[0-9a-f]{16}$/)
    }
    expect(searched.body.colors).toEqual(asked[0]?.body.colors)
  })

  it('tell quality, accessibility and movement alike at upload, afterwards and by explicit', async () => {
    const asked = { quality_analysis: true, accessibility_analysis: true, cinemagraph_analysis: true }
    const shown = ['quality_analysis', 'quality_score', 'accessibility_analysis', 'cinemagraph_analysis']
    const of = (body: Readonly<Record<string, unknown>>) => Object.fromEntries(shown.map((one) => [one, body[one]]))
    const uploaded = await image('measured', asked)
    await image('measured-later')
    await image('measured-again')

    const unasked = await details('measured')
    const later = await details('measured-later', asked)
    const again = await api.call('assets.explicit', { ...name('measured-again'), ...asked })

    expect(of(uploaded)).toMatchObject({
      quality_analysis: { focus: 1, noise: 1, saturation: 1 },
      quality_score: expect.any(Number),
      accessibility_analysis: {
        colorblind_accessibility_analysis: { distinct_edges: 1, distinct_colors: 1 },
        colorblind_accessibility_score: 1,
      },
      cinemagraph_analysis: { cinemagraph_score: 0 },
    })
    expect(Object.keys(unasked.body).filter((one) => shown.includes(one))).toEqual([])
    for (const { body } of [later, again]) expect(of(body)).toEqual(of(uploaded))
  })

  it('say by name what nobody here can find out, unless it is stored', async () => {
    await image('faces')
    await image('stored-faces', { face_coordinates: '1,2,3,4' })

    const refused = await details('faces', { faces: true })
    const stored = await details('stored-faces', { faces: true, coordinates: true })

    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      'Parameter faces: no face detector is installed; set face_coordinates instead',
    ])
    expect(stored.body).toMatchObject({ faces: [[1, 2, 3, 4]], coordinates: { faces: [[1, 2, 3, 4]] } })
  })

  it('page through derived files, whatever an unknown cursor says', async () => {
    const eager = [1, 2, 3, 4, 5].map((width) => `c_scale,w_${width}`)
    await image('derived', { eager: eager.join('|') })

    const pages: string[][] = []
    let cursor: string | undefined
    do {
      const { body } = await details('derived', {
        max_results: 2,
        ...(cursor === undefined ? {} : { derived_next_cursor: cursor }),
      })
      pages.push(body.derived.map(({ transformation }: { transformation: string }) => transformation))
      expect(body.next_cursor).toBe(body.derived_next_cursor)
      cursor = body.derived_next_cursor
    } while (cursor !== undefined)
    const unknown = await details('derived', { derived_next_cursor: 'aaa' })

    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1])
    expect(pages.flat().sort()).toEqual(eager.map((chain) => `${chain}/png`))
    expect(unknown.status).toBe(200)
    expect(unknown.body.derived).toHaveLength(5)
  })

  it('list versions, the newest first, and tell which can be restored', async () => {
    const first = await image('versions', { backup: true })
    const second = await image('versions', { backup: true })
    const third = await image('versions')

    const { body } = await details('versions', { versions: true })

    expect(body.backup).toBe(true)
    expect(body.versions).toMatchObject([
      { version_id: third.version_id, restorable: false, size: picture.length, format: 'png' },
      { version_id: second.version_id, restorable: true },
      { version_id: first.version_id, restorable: true },
    ])
  })

  it('show an asset that was deleted with a backup as a placeholder without bytes', async () => {
    await image('placeholder', { backup: true, tags: 'kept' })
    await api.call('assets.destroy', name('placeholder'))

    const { status, body } = await details('placeholder', { versions: true, colors: true })

    expect(status).toBe(200)
    expect(body).toMatchObject({ placeholder: true, bytes: 0, backup: true, tags: ['kept'] })
    expect(body.versions).toHaveLength(1)
  })
})

describe('updating', () => {
  it('changes what is given and nothing else, and remembers when', async () => {
    await image('updated', { tags: 'old', context: 'a=1' })
    const before = (await details('updated')).body

    const { status, body } = await update('updated', {
      tags: 'new,newer',
      custom_coordinates: '1,1,10,10',
      asset_folder: 'shelf',
      display_name: 'Shown',
    })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      tags: ['new', 'newer'],
      context: { custom: { a: '1' } },
      asset_folder: 'shelf',
      display_name: 'Shown',
      coordinates: { custom: [[1, 1, 10, 10]] },
    })
    expect(before.last_updated).not.toHaveProperty('tags_updated_at')
    expect(Object.keys(body.last_updated).sort()).toEqual(['tags_updated_at', 'updated_at'])
  })

  it('works by asset id and by body too', async () => {
    const { asset_id } = await image('updated-by-id')

    const byId = await api.call('assets.update_by_id', { asset_id, tags: 'one' })
    const byBody = await api.call('assets.update_by_body', { asset_id, context: 'a=b' })

    expect(byId.body.tags).toEqual(['one'])
    expect(byBody.body).toMatchObject({ tags: ['one'], context: { custom: { a: 'b' } } })
  })

  it('makes a display name unique within its folder on request', async () => {
    await image('holder', { asset_folder: 'unique', display_name: 'Same' })
    await image('second', { asset_folder: 'unique' })

    const { body } = await update('second', { display_name: 'Same', unique_display_name: true })

    expect(body.display_name).toMatch(/^Same_\w{6}$/)
  })

  it('refuses values by name and changes nothing', async () => {
    await image('refused', { tags: 'kept' })

    const wrong = await update('refused', { tags: 'new', moderation_status: 'maybe' })
    const addOn = await update('refused', { tags: 'new', ocr: 'adv_ocr' })
    const missing = await update('nowhere', { tags: 'new' })

    expect([wrong.status, addOn.status, missing.status]).toEqual([400, 400, 404])
    expect(wrong.body.error.message).toContain('moderation_status')
    expect((await details('refused')).body.tags).toEqual(['kept'])
  })

  it('closes an asset at once when access is restricted, and opens it again', async () => {
    await image('access')
    const status = async () => (await api.deliver('image/upload/access.png')).status
    expect(await status()).toBe(200)

    await update('access', { access_control: '[{"access_type":"token"}]' })
    const closed = await status()
    await update('access', { access_control: '[]' })

    expect([closed, await status()]).toEqual([401, 200])
  })

  it('withdraws a rejected asset with everything made from it, and brings it back when it is approved', async () => {
    await image('moderated', { moderation: 'manual' })
    await image('below')
    const deliveries = async () => [
      (await api.deliver('image/upload/moderated.png')).status,
      (await api.deliver('image/upload/c_scale,w_5/moderated.png')).status,
      (await api.deliver('image/upload/l_moderated/below.png')).status,
    ]
    expect(await deliveries()).toEqual([200, 200, 200])

    const rejected = await update('moderated', { moderation_status: 'rejected' })
    const withdrawn = await deliveries()
    const approved = await update('moderated', { moderation_status: 'approved' })

    expect(rejected.body).toMatchObject({ placeholder: true, moderation: [{ kind: 'manual', status: 'rejected' }] })
    expect(withdrawn).toEqual([404, 404, 404])
    expect(approved.body).not.toHaveProperty('placeholder')
    expect(await deliveries()).toEqual([200, 200, 200])
  })
})
