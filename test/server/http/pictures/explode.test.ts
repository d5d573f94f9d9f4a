/** Documents and animations taken apart into pictures of their pages. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKillableServer } from '../../../support/killable-server.ts'
import { manyFramesGif, pdfFile } from '../../../support/media-files.ts'
import { type PictureCalls, pictureCalls } from '../../../support/picture-calls.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { API_KEY, API_SECRET, CLOUD } from '../../../support/upload-stack.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts'

const FILLS = ['1 0 0', '0 1 0', '0 0 1']
const page = (fill: string) => ({ width: 40, height: 30, draw: `${fill} rg 0 0 40 30 re f` })

let server: TestServer
let calls: PictureCalls
let hooks: WebhookReceiver

beforeAll(async () => {
  hooks = await startWebhookReceiver()
  server = await startServer({ settings: { fetchAllowPrivate: [hooks.authority] } })
  calls = pictureCalls(server)
  await calls.store('document', pdfFile(FILLS.map(page)))
})
afterAll(async () => {
  await server.close()
  hooks.close()
})

const explode = (parameters: object) => calls.call('assets.explode', parameters)
const toldOf = async (batchId: string) => {
  const find = () => hooks.bodies.find(({ batch_id }) => batch_id === batchId)
  await expect.poll(find, { timeout: 15_000 }).toBeDefined()
  return find()
}

describe('POST /image/explode', () => {
  it('makes a picture of each page, and tells where they are', async () => {
    const { status, body } = await explode({
      public_id: 'document',
      transformation: 'pg_all/c_scale,w_20',
      format: 'jpg',
      notification_url: hooks.url,
    })

    expect({ status, body }).toEqual({
      status: 200,
      body: { status: 'processing', batch_id: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    const told = await toldOf(body.batch_id)
    expect(told).toMatchObject({ notification_type: 'explode', public_id: 'document', pages: 3 })
    expect(told.image_infos).toHaveLength(3)
    for (const [index, { url, width, height, bytes }] of told.image_infos.entries()) {
      expect(url).toMatch(new RegExp(`/image/upload/pg_${index + 1}/c_scale,w_20/v\\d+/document\\.jpg$`))
      const response = await fetch(url)
      expect(response.headers.get('server-timing')).toContain('hit')
      const file = Buffer.from(await response.arrayBuffer())
      expect({ width, height, bytes }).toEqual({ width: 20, height: 15, bytes: file.length })
      const { channels } = await sharp(file).stats()
      const strongest = channels.map(({ mean }) => mean).indexOf(Math.max(...channels.map(({ mean }) => mean)))
      expect(strongest).toBe(index)
    }
  })

  it('takes the frames of an animation apart', async () => {
    await calls.store('animation', manyFramesGif(8, 6, 4))

    const { body } = await explode({ public_id: 'animation', transformation: 'pg_all', notification_url: hooks.url })

    const { image_infos: pictures, pages } = await toldOf(body.batch_id)
    expect(pages).toBe(4)
    const { format, pages: frames = 1 } = await sharp(
      Buffer.from(await (await fetch(pictures[3].url)).arrayBuffer()),
    ).metadata()
    expect({ format, frames }).toEqual({ format: 'png', frames: 1 })
  })

  it('shows the pages also where only known transformations are rendered', async () => {
    const { body } = await explode({
      public_id: 'document',
      transformation: 'pg_all,w_11',
      notification_url: hooks.url,
    })
    await toldOf(body.batch_id)
    await calls.change({ strict_transformations: true })
    const status = async (chain: string) =>
      (await fetch(`${server.url}/${server.cloudName}/image/upload/${chain}/document.png`)).status

    const statuses = [await status('pg_2,w_11'), await status('pg_2,w_12')]

    await calls.change({ strict_transformations: false })
    expect(statuses).toEqual([200, 401])
  })

  it('tells of a chain that cannot be carried out', async () => {
    const { body } = await explode({
      public_id: 'document',
      transformation: 'pg_all/l_nothing',
      notification_url: hooks.url,
    })

    expect(await toldOf(body.batch_id)).toMatchObject({
      notification_type: 'error',
      public_id: 'document',
      error: { message: expect.stringContaining('nothing') },
    })
  })

  it.each([
    ['a chain without pg_all', { public_id: 'document', transformation: 'pg_1' }, 400, /expected a chain with pg_all$/],
    ['no chain', { public_id: 'document' }, 400, 'Missing required parameter - transformation'],
    ['a chain that is none', { public_id: 'document', transformation: 'pg_all,w_x' }, 400, /^Invalid width/],
    ['an unknown asset', { public_id: 'nowhere', transformation: 'pg_all' }, 404, 'Resource not found - nowhere'],
    [
      'videos',
      { public_id: 'document', transformation: 'pg_all', format: 'mp4' },
      400,
      /expected a format of pictures$/,
    ],
  ])('refuses %s', async (_, parameters, status, message) => {
    const answer = await explode(parameters)

    expect(answer.body.error?.message).toMatch(message)
    expect(answer.status).toBe(status)
  })

  it('goes on after the server was killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tintype-explode-'))
    const settings = { TINTYPE_FETCH_ALLOW_PRIVATE: hooks.authority }
    const first = await startKillableServer(folder, [], settings)
    const killed = pictureCalls({ url: first.base, cloudName: CLOUD, apiKey: API_KEY, apiSecret: API_SECRET })
    const pages = Array.from({ length: 30 }, (_, index) => page(FILLS[index % 3] as string))
    await killed.store('long', pdfFile(pages))
    const { body } = await killed.call('assets.explode', {
      public_id: 'long',
      transformation: 'pg_all',
      notification_url: hooks.url,
    })
    await first.kill()
    expect(hooks.bodies.map(({ batch_id }) => batch_id)).not.toContain(body.batch_id)

    const second = await startServer({
      folder,
      removesFolder: true,
      settings: { cloudName: CLOUD, apiKey: API_KEY, apiSecret: API_SECRET, fetchAllowPrivate: [hooks.authority] },
    })

    const told = await toldOf(body.batch_id)
    await second.close()
    expect(told).toMatchObject({ notification_type: 'explode', pages: 30 })
    expect(hooks.bodies.filter(({ batch_id }) => batch_id === body.batch_id)).toHaveLength(1)
  })
})
