/** Videos made of images, by the queue. */
import { execFileSync } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKillableServer } from '../../../support/killable-server.ts'
import { colourAt, huesAt, probeVideo } from '../../../support/media-files.ts'
import { type PictureCalls, pictureCalls } from '../../../support/picture-calls.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { API_KEY, API_SECRET, CLOUD } from '../../../support/upload-stack.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts'

let server: TestServer
let calls: PictureCalls
let hooks: WebhookReceiver

beforeAll(async () => {
  hooks = await startWebhookReceiver()
  server = await startServer({ settings: { fetchAllowPrivate: ['127.0.0.1:*'] } })
  calls = pictureCalls(server)
  await calls.plain('red', { width: 40, height: 30, colour: '#ff0000' })
  await calls.plain('deep/blue', { width: 30, height: 40, colour: '#0000ff' })
  await calls.plain('lime', { width: 40, height: 30, colour: '#00ff00' })
})
afterAll(async () => {
  await server.close()
  hooks.close()
})

const create = (parameters: object) =>
  calls.call('assets.create_slideshow', { notification_url: hooks.url, ...parameters })
const toldOf = async (batchId: string) => {
  const find = () => hooks.bodies.find(({ batch_id }) => batch_id === batchId)
  await expect.poll(find, { timeout: 60_000 }).toBeDefined()
  return find()
}
const fileOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())
/** Encoders that write into a data folder. */
const programsIn = (folder: string) =>
  execFileSync('ps', ['-eo', 'args'])
    .toString()
    .split('\n')
    .filter((line) => line.includes('ffmpeg') && line.includes(folder))
const base64 = (text: string) => Buffer.from(text).toString('base64url')

describe('POST /video/create_slideshow', () => {
  it('answers at once, makes the video, and tells of it as of an upload', async () => {
    const { status, body } = await create({
      public_id: 'shows/first',
      tags: 'made',
      manifest_json: JSON.stringify({
        w: 64,
        h: 49,
        fps: 10,
        vars: { sdur: 1000, tdur: 500, slides: [{ media: 'i:red' }, { media: 'i:deep:blue' }, { media: 'i:lime' }] },
      }),
    })

    expect({ status, body }).toEqual({
      status: 200,
      body: { status: 'processing', public_id: 'shows/first', batch_id: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    const told = await toldOf(body.batch_id)
    expect(told).toMatchObject({
      notification_type: 'upload',
      public_id: 'shows/first',
      resource_type: 'video',
      type: 'upload',
      format: 'mp4',
      width: 64,
      height: 48,
      duration: 4,
      frame_rate: 10,
      tags: ['made'],
    })
    const film = await fileOf(told.url)
    expect(await probeVideo(film)).toMatchObject({
      format: 'mov,mp4,m4a,3gp,3g2,mj2',
      audio: undefined,
      video: { codec_name: 'h264', pix_fmt: 'yuv420p', width: 64, height: 48, nb_read_frames: '40' },
    })
    // The index comes first, so that players begin before they have it all.
    expect(film.indexOf('moov')).toBeLessThan(film.indexOf('mdat'))
    expect(await huesAt(film, [0.5, 2, 3.5])).toEqual(['100', '001', '010'])
    const [red = 0, green = 0, blue = 0] = await colourAt(film, 1.25)
    expect([red > 60 && red < 200, green < 75, blue > 60 && blue < 200]).toEqual([true, true, true])
  })

  it('reads the form of a transformation, with addresses and a transition', async () => {
    const address = `${server.url}/${server.cloudName}/image/upload/red.png`

    const { body } = await create({
      manifest_transformation: [
        'fn_render:w_32;h_32;du_2;fps_20;vars_(sdur_500;tdur_1000;transition_s:wipeleft;',
        `slides_((media_s64:${base64(address)});(media_i:deep:blue)))`,
      ].join(''),
    })

    const told = await toldOf(body.batch_id)
    expect(told).toMatchObject({ notification_type: 'upload', public_id: body.public_id, duration: 2, frame_rate: 20 })
    const film = await fileOf(told.url)
    expect(await huesAt(film, [0.2, 1.8])).toEqual(['100', '001'])
  })

  it('uses a preset, and makes a webm and its poster where those are asked for', async () => {
    const preset = { name: 'shows', unsigned: false, tags: 'from_preset', eager: 'w_16/jpg' }
    await calls.call('upload_presets.create', preset)

    const { body } = await create({
      upload_preset: 'shows',
      format: 'webm',
      manifest_json: { w: 32, h: 32, fps: 5, vars: { slides: [{ media: 'i:lime', sdur: 1000 }] } },
    })

    const told = await toldOf(body.batch_id)
    expect(told).toMatchObject({ format: 'webm', tags: ['from_preset'], eager: [{ width: 16, format: 'jpg' }] })
    expect((await probeVideo(await fileOf(told.url))).video).toMatchObject({ codec_name: 'vp9', nb_read_frames: '5' })
  })

  it('leaves what is there when it is not to be overwritten, and says so', async () => {
    await calls.store('kept', await fileOf(await firstFilm()), { resource_type: 'video' })
    const manifest = { w: 32, h: 32, fps: 5, vars: { slides: [{ media: 'i:lime', sdur: 500 }] } }

    const { body } = await create({ public_id: 'kept', overwrite: false, manifest_json: manifest })

    expect(await toldOf(body.batch_id)).toMatchObject({ public_id: 'kept', existing: true, width: 64 })
    const again = await create({ public_id: 'kept', overwrite: true, manifest_json: manifest })
    expect(await toldOf(again.body.batch_id)).toMatchObject({ public_id: 'kept', overwritten: true, width: 32 })
  })

  const one = (more: object) => ({ manifest_json: { w: 10, h: 10, vars: { slides: [{ media: 'i:red' }] }, ...more } })

  it.each<[string, object, string | RegExp]>([
    [
      'without a manifest',
      {},
      'Missing required parameter - manifest_json or manifest_transformation: give one of them',
    ],
    ['without slides', one({ vars: {} }), /^Invalid value .* for parameter manifest_json: expected slides as a list$/],
    ['an unknown key', one({ music: 'x' }), /for parameter manifest_json: expected .*music/],
    ['a frame too large', one({ w: 8000, h: 8000 }), /^A video of 8000 x 8000 pixels is too large/],
    ['too long', one({ du: 700 }), /a number from 0.1 to 600$/],
    [
      'a slide that is a video',
      one({ vars: { slides: [{ media: 'v:clip' }] } }),
      /slides that are videos are not supported yet$/,
    ],
    [
      'another transition',
      one({ vars: { transition: 's:cube', slides: [{ media: 'i:red' }] } }),
      /transition as s: and/,
    ],
    ['an image that is not there', one({ vars: { slides: [{ media: 'i:nothing' }] } }), 'Resource not found - nothing'],
    [
      'a file as an address',
      one({ vars: { slides: [{ media: `s64:${base64('file:///etc/passwd')}` }] } }),
      /an http address/,
    ],
    ['a transformation of the result', { ...one({}), transformation: 'w_5' }, /^Invalid parameter transformation/],
    ['another format', { ...one({}), format: 'gif' }, 'Invalid value gif for parameter format: expected mp4 or webm'],
    [
      'another function',
      { manifest_transformation: 'w_10' },
      /for parameter manifest_transformation: expected fn_render/,
    ],
  ])('refuses %s', async (_what, parameters, message) => {
    const { status, body } = await create(parameters)

    expect(body.error.message).toMatch(message)
    expect([400, 404]).toContain(status)
  })

  it('tells when a slide turns out not to be an image', async () => {
    await calls.store('film', await fileOf(await firstFilm()), { resource_type: 'video' })
    const address = `${server.url}/${server.cloudName}/video/upload/film.mp4`

    const { body } = await create(one({ vars: { slides: [{ media: `s64:${base64(address)}` }] } }))

    expect(await toldOf(body.batch_id)).toMatchObject({
      notification_type: 'error',
      resource_type: 'video',
      public_id: body.public_id,
      error: { message: 'Invalid image file' },
    })
  })

  it.runIf(process.platform === 'linux')(
    'is made after a restart, once, when the server was killed',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tintype-slideshow-'))
      const first = await startKillableServer(folder, [], { TINTYPE_FETCH_ALLOW_PRIVATE: hooks.authority })
      const killed = pictureCalls({ url: first.base, cloudName: CLOUD, apiKey: API_KEY, apiSecret: API_SECRET })
      await killed.plain('red', { width: 40, height: 30, colour: '#ff0000' })
      const { body } = await killed.call('assets.create_slideshow', {
        manifest_json: { w: 640, h: 480, fps: 30, vars: { slides: [{ media: 'i:red', sdur: 20_000 }] } },
        public_id: 'long',
        notification_url: hooks.url,
      })
      await expect.poll(() => programsIn(folder), { timeout: 15_000 }).not.toEqual([])

      await first.kill()

      // The encoder does not outlive its server.
      await expect.poll(() => programsIn(folder), { timeout: 5_000 }).toEqual([])
      expect(hooks.bodies.map(({ batch_id }) => batch_id)).not.toContain(body.batch_id)
      const second = await startServer({
        folder,
        removesFolder: true,
        settings: { cloudName: CLOUD, apiKey: API_KEY, apiSecret: API_SECRET, fetchAllowPrivate: [hooks.authority] },
      })
      const told = await toldOf(body.batch_id)
      await second.close()
      expect(told).toMatchObject({ notification_type: 'upload', public_id: 'long', duration: 20 })
      expect(hooks.bodies.filter(({ batch_id }) => batch_id === body.batch_id)).toHaveLength(1)
    },
    90_000,
  )

  async function firstFilm(): Promise<string> {
    return `${server.url}/${server.cloudName}/video/upload/shows/first.mp4`
  }
})
