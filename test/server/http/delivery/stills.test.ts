/** Pictures of videos: one frame, and what a chain makes of it. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { colourFilm, encodedFile } from '../../../support/media-files.ts'
import { type PictureCalls, pictureCalls } from '../../../support/picture-calls.ts'
import { decode } from '../../../support/rendering.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

let server: TestServer
let calls: PictureCalls

beforeAll(async () => {
  server = await startServer()
  calls = pictureCalls(server)
  await store('film', await colourFilm('film.mp4', { colours: ['red', 'lime', 'blue'] }))
  await store('web', await colourFilm('film.webm', { colours: ['red', 'blue'] }))
  await store('tone', await encodedFile('tone.mp3', ['-f', 'lavfi', '-i', 'sine=duration=1']))
})
afterAll(() => server.close())

const store = (publicId: string, file: Buffer, parameters: object = {}) =>
  calls.store(publicId, file, { resource_type: 'video', ...parameters })

async function picture(path: string) {
  const response = await fetch(`${server.url}/${server.cloudName}/video/upload/${path}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    error: response.headers.get('x-cld-error'),
    bytes,
  }
}

/** What the middle of the picture looks like. */
async function hueOf(path: string): Promise<string> {
  const { bytes, error } = await picture(path)
  expect(error).toBeNull()
  const { width, height, at } = await decode(bytes)
  const [red, green, blue] = at(width >> 1, height >> 1)
  return [red, green, blue].map((value) => (value > 180 ? '1' : value < 75 ? '0' : '?')).join('')
}
const [RED, LIME, BLUE] = ['100', '010', '001']

describe('a picture of a video', () => {
  it('is its first frame at its size', async () => {
    const { status, type, bytes } = await picture('film.jpg')

    expect([status, type]).toEqual([200, 'image/jpeg'])
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 })
    expect(await hueOf('film.jpg')).toBe(RED)
  })

  it.each([
    ['so_1.5/film.jpg', LIME],
    ['so_2.05/film.png', BLUE],
    ['so_50p/film.jpg', LIME],
    ['so_100p/film.jpg', BLUE],
    ['so_3/film.jpg', BLUE],
    ['so_1.5/web.jpg', BLUE],
    ['so_0/web.webp', RED],
  ])('of another moment: %s', async (path, hue) => {
    expect(await hueOf(path)).toBe(hue)
  })

  it('goes through the chain like any picture', async () => {
    const { bytes } = await picture('so_2.5/c_fill,g_auto,h_20,w_20/e_grayscale/film.png')

    const { width, height, at } = await decode(bytes)
    expect([width, height]).toEqual([20, 20])
    const [red, green, blue] = at(10, 10)
    expect([green, blue]).toEqual([red, red])
  })

  it.each([
    ['f_webp/film.mp4', 'image/webp'],
    ['f_avif,so_1/film', 'image/avif'],
    ['f_auto:image/film.mp4', 'image/jpeg'],
    ['f_auto/film.jpg', 'image/jpeg'],
  ])('has the format that the chain asks for: %s', async (path, type) => {
    expect(await picture(path)).toMatchObject({ status: 200, type })
  })

  it('of the representative moment is a frame that is like the others, not the black one at the beginning', async () => {
    await store('opening', await colourFilm('film.mp4', { colours: ['black', 'blue', 'blue', 'blue', 'blue'] }))

    expect(await hueOf('opening.jpg')).toBe('000')
    expect(await hueOf('so_auto/opening.jpg')).toBe(BLUE)
  })

  it('is upright when the film lies on its side', async () => {
    const lying = await encodedFile('lying.mp4', [
      ...['-f', 'lavfi', '-i', 'color=red:size=64x24:rate=5:duration=1'],
      ...['-f', 'lavfi', '-i', 'color=blue:size=64x24:rate=5:duration=1'],
      ...['-filter_complex', '[0][1]vstack[v]', '-map', '[v]', '-pix_fmt', 'yuv420p'],
    ])
    const turned = await encodedFile('turned.mp4', [
      ...['-f', 'mp4', '-i', `data:video/mp4;base64,${lying.toString('base64')}`],
      ...['-c', 'copy', '-metadata:s:v', 'rotate=270'],
    ])

    const { body } = await store('turned', turned)

    expect(body).toMatchObject({ width: 48, height: 64, rotation: 90 })
    const { width, height, at } = await decode((await picture('turned.png')).bytes)
    expect([width, height]).toEqual([48, 64])
    // Clockwise: what was below is at the left.
    expect(
      at(8, 32)
        .slice(0, 3)
        .map((value) => value > 180),
    ).toEqual([false, false, true])
    expect(
      at(40, 32)
        .slice(0, 3)
        .map((value) => value > 180),
    ).toEqual([true, false, false])
  })

  it('is made eagerly at the upload, and kept', async () => {
    const film = await colourFilm('film.mp4', { colours: ['red', 'lime'] })

    const { body } = await store('eager', film, { eager: 'so_1.5,w_32/jpg|w_32/avi' })

    const [made, refused] = body.eager
    expect(made).toMatchObject({ width: 32, height: 24, format: 'jpg' })
    expect(refused).toMatchObject({ reason: 'Delivering video as avi is not supported yet' })
    expect(await hueOf('so_1.5,w_32/eager.jpg')).toBe(LIME)
    const shown = await calls.call('assets.get', { resource_type: 'video', type: 'upload', public_id: 'eager' })
    expect(shown.body.derived).toHaveLength(1)
  })

  it('is made once for all who ask at the same time', async () => {
    const before = await usage()

    const answers = await Promise.all(Array.from({ length: 5 }, () => picture('so_0.7,w_40/film.jpg')))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await usage()).toBe(before + 1)
  })

  it.each([
    ['so_4/film.jpg', 'Invalid so in transformation: 4 seconds are behind the end (3 seconds)'],
    ['du_2/film.jpg', 'Invalid parameter du in transformation: it is for video and audio, not for a still of a video'],
    ['vc_h264/film.jpg', /^Invalid parameter vc in transformation: .* not for a still of a video$/],
    ['film.gif', 'Delivering video as an animation (gif) is not supported yet'],
    ['fl_animated/film.webp', 'Delivering video as an animation (fl_animated) is not supported yet'],
    ['pg_2/film.jpg', 'Invalid page in transformation: 2 (the file has 1)'],
    ['tone.jpg', 'Invalid format in transformation: jpg of a file without pictures'],
  ])('that cannot be is refused: %s', async (path, message) => {
    const { status, error } = await picture(path)

    expect(error).toMatch(message)
    expect([400, 404]).toContain(status)
  })

  it('is refused on a layer and on a picture that has no time', async () => {
    await calls.plain('still')

    const response = await fetch(`${server.url}/${server.cloudName}/image/upload/so_1/still.png`)

    expect(response.headers.get('x-cld-error')).toBe(
      'Invalid parameter so in transformation: it is for video and audio, not for an image',
    )
  })

  it('leaves the video as it was: whole, and in parts', async () => {
    const { bytes, type } = await picture('film.mp4')
    const part = await fetch(`${server.url}/${server.cloudName}/video/upload/film.mp4`, {
      headers: { Range: 'bytes=4-7' },
    })

    expect(type).toBe('video/mp4')
    expect(part.status).toBe(206)
    expect(await part.text()).toBe(bytes.subarray(4, 8).toString('latin1'))
  })
})

describe('a hostile video', () => {
  it('whose frames are cut off is stored, and its picture refused', async () => {
    // The index comes first, so that only the frames are missing.
    const film = await encodedFile('film.mp4', [
      ...['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=10:duration=4'],
      ...['-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
    ])
    const data = film.indexOf('mdat')
    await store('cut', film.subarray(0, data + 24))

    const { status, error } = await picture('cut.jpg')

    expect(status).toBe(400)
    expect(error).toBe('The video cannot be decoded')
    expect(server.logged.filter(({ level }) => level === 'error')).toEqual([])
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a playlist', Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n')],
    ['a list of files', Buffer.from("ffconcat version 1.0\nfile '/etc/passwd'\n")],
    [
      'a playlist behind the first box of an MP4',
      Buffer.concat([
        Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'),
        Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'),
      ]),
    ],
  ])('that is %s is refused at the upload', async (_what, bytes) => {
    const { status, body } = await store('trick', bytes)

    expect(status).toBe(400)
    expect(body.error.message).toMatch(/^(Invalid video file|Empty file|Missing required parameter - file)/)
    expect((await picture('trick.jpg')).status).toBe(404)
  })

  it('that claims 256 million pixels is refused at the upload', async () => {
    const { status, body } = await store('huge', withSizeOfFrames(await film(16_000), 16_000))

    expect(status).toBe(400)
    expect(body.error.message).toBe('Image size too large. Got 256000000 pixels. Maximum is 50000000.')
  })

  it.each([16_000, 40_000])('whose frames are larger than it says, %i pixels a side, has no picture', async (side) => {
    await store('larger', withSizeOfFrames(await film(64), side))

    const { status, error } = await picture('larger.jpg')

    expect(status).toBe(400)
    expect(error).toMatch(/^The video (cannot be decoded|has no frame that can be decoded)$/)
  })
})

/** Motion JPEG, whose frames say how large they are. @param side what the header of the file says of both sides */
async function film(side: number): Promise<Buffer> {
  const file = await encodedFile('film.avi', [
    ...['-f', 'lavfi', '-i', 'color=red:size=64x64:rate=5:duration=1', '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p'],
  ])
  const header = file.indexOf('strf') + 8
  file.writeInt32LE(side, header + 4)
  file.writeInt32LE(side, header + 8)
  return file
}

function withSizeOfFrames(file: Buffer, side: number): Buffer {
  const startOfFrame = Buffer.from([0xff, 0xc0])
  for (let at = file.indexOf(startOfFrame); at !== -1; at = file.indexOf(startOfFrame, at + 2)) {
    file.writeUInt16BE(side, at + 5)
    file.writeUInt16BE(side, at + 7)
  }
  return file
}

async function usage(): Promise<number> {
  return (await calls.call('environment.usage', {})).body.transformations.usage
}
