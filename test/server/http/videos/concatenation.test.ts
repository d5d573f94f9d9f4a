/** Videos joined to one, by the queue. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { colourAt, colourFilm, encodedFile, probeVideo } from '../../../support/media-files.ts'
import { type PictureCalls, pictureCalls } from '../../../support/picture-calls.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts'

let server: TestServer
let calls: PictureCalls
let hooks: WebhookReceiver

beforeAll(async () => {
  hooks = await startWebhookReceiver()
  server = await startServer({ settings: { fetchAllowPrivate: ['127.0.0.1:*'] } })
  calls = pictureCalls(server)
  await store('silent', await colourFilm('film.mp4', { colours: ['red'], size: '64x48', rate: 25 }))
  await store('heard', await colourFilm('film.webm', { colours: ['blue'], size: '48x64', rate: 10, sound: true }))
  await store('tone', await encodedFile('tone.mp3', ['-f', 'lavfi', '-i', 'sine=duration=1']))
})
afterAll(async () => {
  await server.close()
  hooks.close()
})

const store = (publicId: string, file: Buffer) => calls.store(publicId, file, { resource_type: 'video' })
const addressOf = (path: string) => `${server.url}/${server.cloudName}/video/upload/${path}`
const join = (parameters: object) => calls.call('assets.concat', { notification_url: hooks.url, ...parameters })
const toldOf = async (batchId: string) => {
  const find = () => hooks.bodies.find(({ batch_id }) => batch_id === batchId)
  await expect.poll(find, { timeout: 30_000 }).toBeDefined()
  return find()
}

describe('POST /video/concat', () => {
  it('joins videos of other sizes, rates and codecs, with the sound of those that have some', async () => {
    const { status, body } = await join({
      urls: [addressOf('silent.mp4'), addressOf('heard.webm')],
      public_id: 'joined',
    })

    expect({ status, body }).toEqual({
      status: 200,
      body: {
        status: 'processing',
        public_id: 'joined',
        unique_upload_id: expect.stringMatching(/^[0-9a-f]{64}$/),
        resource_type: 'video',
      },
    })
    const told = await toldOf(body.unique_upload_id)
    expect(told).toMatchObject({ notification_type: 'upload', public_id: 'joined', width: 64, height: 48 })
    const film = Buffer.from(await (await fetch(told.url)).arrayBuffer())
    const { duration, video, audio } = await probeVideo(film)
    expect(duration).toBeCloseTo(2, 0)
    expect(video).toMatchObject({ codec_name: 'h264', width: 64, height: 48, avg_frame_rate: '25/1' })
    expect(audio).toMatchObject({ codec_name: 'aac' })
    const [first, second] = [await colourAt(film, 0.5), await colourAt(film, 1.5)]
    expect([first[0], second[2]].map((value) => Number(value) > 180)).toEqual([true, true])
    // Fitted into the frame of the first: black at both sides.
    expect(Math.max(...(await colourAt(film, 1.5, 'iw/16:ih:0:0')))).toBeLessThan(40)
  })

  it('has no sound when none of them has any', async () => {
    const { body } = await join({ urls: [addressOf('silent.mp4'), addressOf('silent.mp4')] })

    const told = await toldOf(body.unique_upload_id)
    expect(told.public_id).toBe(body.public_id)
    const probed = await probeVideo(Buffer.from(await (await fetch(told.url)).arrayBuffer()))
    expect(probed).toMatchObject({ audio: undefined, video: { nb_read_frames: '50' } })
  })

  it.each([
    ['what has only sound', 'tone.mp3', /^Invalid video file: .*tone\.mp3 leads to no video$/],
    ['what is not there', 'missing.mp4', /^Error in loading .*missing\.mp4 - /],
  ])('tells of %s', async (_what, path, message) => {
    const { body } = await join({ urls: [addressOf('silent.mp4'), addressOf(path)] })

    expect(await toldOf(body.unique_upload_id)).toMatchObject({
      notification_type: 'error',
      public_id: body.public_id,
      error: { message: expect.stringMatching(message) },
    })
  })

  it.each<[string, object, string | RegExp]>([
    ['no addresses', {}, 'Missing required parameter - urls'],
    ['too many', { urls: Array.from({ length: 51 }, () => 'http://films.test/a.mp4') }, /1 to 50 addresses$/],
    ['a file', { urls: ['file:///etc/passwd'] }, 'Unsupported source URL: file:///etc/passwd'],
    ['a list of files', { urls: ['concat:/etc/passwd|/etc/hosts'] }, /^Unsupported source URL/],
  ])('refuses %s at once', async (_what, parameters, message) => {
    const { status, body } = await join(parameters)

    expect(body.error.message).toMatch(message)
    expect(status).toBe(400)
  })
})
