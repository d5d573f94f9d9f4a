/** Animations and documents made of the images of a tag. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { huesAt, probeVideo } from '../../../support/media-files.ts'
import { type PictureCalls, pictureCalls } from '../../../support/picture-calls.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

let server: TestServer
let calls: PictureCalls

beforeAll(async () => {
  server = await startServer()
  calls = pictureCalls(server)
  await calls.plain('c', { width: 10, height: 20, colour: '#0000ff', parameters: { tags: 'frame' } })
  await calls.plain('a', { width: 30, height: 10, colour: '#ff0000', parameters: { tags: 'frame' } })
  await calls.plain('b', { width: 30, height: 20, colour: '#00ff00', parameters: { tags: 'frame' } })
})
afterAll(() => server.close())

const multi = (parameters: object) => calls.call('assets.multi', parameters)
const fileOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())

describe('POST /image/multi', () => {
  it('makes the images the frames of a gif, in the order of their names, in the middle of the largest', async () => {
    const { status, body } = await multi({ tag: 'frame' })

    expect(status).toBe(200)
    expect(body).toEqual({
      url: `http://127.0.0.1:${server.port}/${server.cloudName}/image/multi/v${body.version}/frame.gif`,
      secure_url: body.url.replace('http:', 'https:'),
      asset_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      public_id: 'frame',
      version: expect.any(Number),
    })
    const file = await fileOf(body.url)
    expect(await sharp(file, { animated: true }).metadata()).toMatchObject({
      format: 'gif',
      pages: 3,
      width: 30,
      pageHeight: 20,
      delay: [100, 100, 100],
      loop: 0,
    })
    const colours = await Promise.all([0, 1, 2].map((page) => pixelsOf(file, page)))
    expect(colours.map((at) => at(15, 10))).toEqual(['ff0000ff', '00ff00ff', '0000ffff'])
    expect([colours[0]?.(15, 4), colours[0]?.(15, 15), colours[2]?.(9, 10), colours[2]?.(20, 10)]).toEqual(
      Array(4).fill('00000000'),
    )
  })

  it('shows each frame as long as dl says, as often as e_loop says', async () => {
    const { body } = await multi({ tag: 'frame', transformation: 'c_pad,w_8,h_8,b_black,dl_250/e_loop:2' })

    const { delay, loop, width, pageHeight } = await sharp(await fileOf(body.url), { animated: true }).metadata()
    expect({ delay, loop, width, pageHeight }).toEqual({ delay: [250, 250, 250], loop: 3, width: 8, pageHeight: 8 })
  })

  it.each([
    ['webp', 'webp', 3],
    ['png', 'png', undefined],
    ['pdf', 'pdf', 3],
  ])('makes them a %s', async (format, _library, pages) => {
    const { body } = await multi({ tag: 'frame', transformation: `f_${format}` })

    expect(body.url).toMatch(new RegExp(`/image/multi/f_${format}/v\\d+/frame\\.${format}$`))
    const file = await fileOf(body.url)
    const shown = await calls.call('assets.get', {
      resource_type: 'image',
      type: 'multi',
      public_id: body.public_id,
    })
    expect(shown.body).toMatchObject({ format, width: 30, height: 20 })
    if (format === 'png') expect(file.includes('acTL')).toBe(true)
    else expect(shown.body.pages).toBe(pages)
  })

  it.each([
    ['jpg', 'Invalid format in transformation: jpg for multi, expected one of gif, png, webp, pdf, mp4, webm'],
    ['mp4/e_loop:2', 'Invalid transformation: e_loop of mp4 (players repeat it)'],
    ['webm,dl_5', 'Invalid dl in transformation: 5, expected at least 10 milliseconds for webm'],
  ])('refuses to make them a %s', async (format, message) => {
    const { status, body } = await multi({ tag: 'frame', transformation: `w_10/f_${format}` })

    expect(body.error.message).toMatch(message)
    expect(status).toBe(400)
  })

  it.each([
    ['mp4', 'mov,mp4,m4a,3gp,3g2,mj2', 'h264'],
    ['webm', 'matroska,webm', 'vp9'],
  ])('makes them a film in %s, on white, of even size', async (format, container, codec) => {
    await calls.plain('odd', { width: 33, height: 21, colour: '#ff0000', parameters: { tags: `odd_${format}` } })
    await calls.plain('small', { width: 11, height: 21, colour: '#0000ff', parameters: { tags: `odd_${format}` } })

    const { status, body } = await multi({ tag: `odd_${format}`, transformation: `dl_500/f_${format}` })

    expect(status).toBe(200)
    expect(body.url).toMatch(new RegExp(`/image/multi/dl_500/f_${format}/v\\d+/odd_${format}\\.${format}$`))
    const response = await fetch(body.url)
    expect(response.headers.get('content-type')).toBe(`video/${format}`)
    const film = Buffer.from(await response.arrayBuffer())
    const probed = await probeVideo(film)
    expect(probed).toMatchObject({
      format: container,
      audio: undefined,
      video: { codec_name: codec, width: 32, height: 20, pix_fmt: 'yuv420p', nb_read_frames: '2' },
    })
    expect(probed.duration).toBeCloseTo(1, 1)
    expect(await huesAt(film, [0.2, 0.7])).toEqual(['100', '001'])
  })

  it('gives such a film without storing it', async () => {
    const parameters = { tag: 'frame', transformation: 'f_mp4', mode: 'download' }

    const { status, headers, bytes } = await calls.file('assets.download_multi', parameters)

    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toContain('frame.mp4')
    expect((await probeVideo(bytes)).video).toMatchObject({ width: 30, height: 20, nb_read_frames: '3' })
  })

  it('refuses more frames than an animation may have, before any is drawn', async () => {
    const urls = Array.from({ length: 301 }, (_, index) => `http://frames.test/${index}.png`)

    expect((await multi({ urls })).body.error.message).toBe('At most 300 images can be put together, not 301')
  })

  it('counts as one transformation and no upload', async () => {
    const usage = async () => (await calls.call('environment.usage', {})).body.transformations.usage
    const before = await usage()

    await multi({ tag: 'frame', transformation: 'w_11' })

    expect(await usage()).toBe(before + 1)
  })
})

async function pixelsOf(file: Buffer, page: number) {
  const { data, info } = await sharp(file, { page }).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return (x: number, y: number) => data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4).toString('hex')
}
