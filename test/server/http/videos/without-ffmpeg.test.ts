/** A server that has no ffmpeg: it stores and delivers videos, and says of the rest what is missing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { colourFilm } from '../../../support/media-files.ts'
import { type PictureCalls, pictureCalls } from '../../../support/picture-calls.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { SOON, startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts'

const MISSING = 'Video and audio need the program ffmpeg, which this server does not have'

let server: TestServer
let calls: PictureCalls
let hooks: WebhookReceiver

beforeAll(async () => {
  hooks = await startWebhookReceiver()
  server = await startServer({ settings: { ffmpeg: '/nowhere/ffmpeg', fetchAllowPrivate: [hooks.authority] } })
  calls = pictureCalls(server)
  await calls.plain('red', { parameters: { tags: 'all' } })
})
afterAll(async () => {
  await server.close()
  hooks.close()
})

describe('a server without ffmpeg', () => {
  it('stores and delivers videos as they are, and makes nothing of them', async () => {
    const film = await colourFilm('film.mp4', { colours: ['red'] })
    const { status } = await calls.store('film', film, { resource_type: 'video' })
    const get = (path: string) => fetch(`${server.url}/${server.cloudName}/video/upload/${path}`)

    expect(status).toBe(200)
    expect(Buffer.from(await (await get('film.mp4')).arrayBuffer())).toEqual(film)
    for (const path of ['film.jpg', 'w_10/film.mp4', 'film.webm']) {
      const response = await get(path)
      expect([response.status, response.headers.get('x-cld-error')]).toEqual([
        400,
        'This file was not read when it was stored, for want of ffmpeg: store it again where ffmpeg is installed',
      ])
    }
  })

  it('refuses to make videos of pictures, by what it lacks', async () => {
    const { status, body } = await calls.call('assets.multi', { tag: 'all', transformation: 'f_mp4' })

    expect([status, body.error.message]).toEqual([400, MISSING])
  })

  it('tells of a slideshow that it cannot make', async () => {
    const { body } = await calls.call('assets.create_slideshow', {
      manifest_json: { w: 10, h: 10, vars: { slides: [{ media: 'i:red' }] } },
      notification_url: hooks.url,
    })

    const told = () => hooks.bodies.find(({ batch_id }) => batch_id === body.batch_id)
    await expect.poll(told, SOON).toMatchObject({ notification_type: 'error', error: { message: MISSING } })
  })
})
