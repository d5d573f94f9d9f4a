/** The whole server: what is changed through the API is what the next request gets, whatever was in memory before. */
import sdk from 'cloudinary'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signParameters } from '../../server/security/api-signature.ts'
import { form } from '../support/api-client.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

type Fields = Readonly<Record<string, string>>

async function call(path: string, fields: Fields, file?: Buffer) {
  const all = { timestamp: String(Math.floor(Date.now() / 1000)), ...fields }
  const signature = signParameters(all, server.apiSecret, { algorithm: 'sha1', version: 2 })
  const body = form({ ...all, api_key: server.apiKey, signature }, file === undefined ? undefined : { bytes: file })
  const response = await fetch(`${server.url}/v1_1/${server.cloudName}/${path}`, { method: 'POST', body })
  const answer = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(200)
  return answer as Record<string, string & number>
}

const plain = (color: string) => sharp({ create: { width: 60, height: 40, channels: 3, background: color } }).png()
const upload = async (publicId: string, color: string, more: Fields = {}) =>
  call('image/upload', { public_id: publicId, ...more }, await plain(color).toBuffer())

/** Colour of the first pixel, or the status of an error. */
async function look(path: string): Promise<string | number> {
  const response = await fetch(`${server.url}/${server.cloudName}/${path}`)
  const body = Buffer.from(await response.arrayBuffer())
  if (response.status !== 200) return response.status
  const { data } = await sharp(body).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return `#${data.subarray(0, 3).toString('hex')}`
}

/** Twice: the second time it comes from memory. */
const warm = async (path: string) => [await look(path), await look(path)]

describe('a picture and what was made from it', () => {
  it.each(['image/upload/it.png', 'image/upload/w_30/it.png', 'image/upload/v1/it.png'])(
    'are those of the last upload: %s',
    async (path) => {
      await upload('it', '#ff0000')
      const before = await warm(path)
      await upload('it', '#0000ff')

      expect([...before, ...(await warm(path))]).toEqual(['#ff0000', '#ff0000', '#0000ff', '#0000ff'])
    },
  )

  it('move with a rename', async () => {
    await upload('old', '#ff0000')
    await warm('image/upload/w_30/old.png')
    await call('image/rename', { from_public_id: 'old', to_public_id: 'new' })

    expect([await look('image/upload/w_30/old.png'), await look('image/upload/w_30/new.png')]).toEqual([404, '#ff0000'])
  })

  it('are gone when it was destroyed', async () => {
    await upload('gone', '#ff0000')
    await warm('image/upload/w_30/gone.png')
    await call('image/destroy', { public_id: 'gone' })

    expect([await look('image/upload/w_30/gone.png'), await look('image/upload/gone.png')]).toEqual([404, 404])
  })

  it('follow its layers', async () => {
    await upload('base', '#ff0000')
    await upload('layer', '#0000ff')
    const path = 'image/upload/l_layer/fl_layer_apply/base.png'
    const before = await warm(path)
    await upload('layer', '#00ff00')

    expect([...before, await look(path)]).toEqual(['#0000ff', '#0000ff', '#00ff00'])
  })

  it('follow its tags', async () => {
    await upload('tagged', '#ff0000')
    const path = 'image/upload/if_!sale!_in_tags/e_negate/if_end/tagged.png'
    const before = await warm(path)
    await call('image/tags', { command: 'add', tag: 'sale', public_ids: 'tagged' })

    expect([...before, await look(path)]).toEqual(['#ff0000', '#ff0000', '#00ffff'])
  })

  it('that were made eagerly are not made again', async () => {
    const { eager } = await upload('eager', '#ff0000', { eager: 'w_33' })
    const response = await fetch(`${server.url}/${server.cloudName}/image/upload/w_33/eager.png`)

    expect(eager).toHaveLength(1)
    expect(response.headers.get('server-timing')).toContain('desc=hit')
  })
})

describe('a signed download', () => {
  /** As the SDK makes it, but for the address of the server. */
  const url = (publicId: string, format: string, options: object = {}, resourceType = 'image') => {
    const credentials = { cloud_name: server.cloudName, api_key: server.apiKey, api_secret: server.apiSecret }
    const made = sdk.v2.utils.private_download_url(publicId, format, { ...credentials, ...options } as object)
    return `${server.url}/v1_1/${server.cloudName}/${resourceType}/download${new URL(made).search}`
  }

  it('gives the original of a private picture, under its name', async () => {
    await upload('mine', '#ff0000', { type: 'private' })

    const response = await fetch(url('mine', 'png', { type: 'private', attachment: true }))

    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="mine.png"')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(Buffer.from(await response.arrayBuffer())).toEqual(await plain('#ff0000').toBuffer())
    expect(await look('image/private/mine.png')).toBe(401)
  })

  it('converts to the format that was asked for', async () => {
    await upload('mine', '#ff0000', { type: 'private' })

    const response = await fetch(url('mine', 'webp', { type: 'private' }))

    expect(response.headers.get('content-type')).toBe('image/webp')
    expect(response.headers.get('content-disposition')).toBeNull()
  })

  const now = Math.floor(Date.now() / 1000)
  it.each<[string, () => string, number]>([
    [
      'of another asset than the signed one',
      () => url('mine', 'png').replace('public_id=mine', 'public_id=other'),
      401,
    ],
    ['with a parameter more', () => `${url('mine', 'png')}&attachment=x`, 401],
    ['with a parameter twice', () => `${url('mine', 'png')}&public_id=it`, 401],
    ['without a signature', () => url('mine', 'png').replace(/&signature=\w+/, ''), 400],
    ['of another key', () => url('mine', 'png').replace(/api_key=\d+/, 'api_key=1'), 401],
    ['that is an hour old', () => url('it', 'png', { timestamp: now - 3700 }), 400],
    [
      'that is an hour old, but good until later',
      () => url('it', 'png', { timestamp: now - 3700, expires_at: now + 60 }),
      200,
    ],
    ['that is over', () => url('it', 'png', { expires_at: now - 1 }), 401],
    ['of what is not there', () => url('nothing', 'png'), 404],
    ['of an unknown kind', () => url('it', 'png', {}, 'sound'), 400],
  ])('%s is answered so', async (_what, made, status) => {
    const response = await fetch(made())

    expect(response.status).toBe(status)
    if (status !== 200) expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } })
  })
})
