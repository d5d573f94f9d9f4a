/** Videos of videos: another size, a part of their time, other formats. */
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { colourFilm, encodedFile, huesAt, probeVideo } from '../../../support/media-files.ts'
import { type PictureCalls, pictureCalls } from '../../../support/picture-calls.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

let server: TestServer
let calls: PictureCalls

beforeAll(async () => {
  server = await startServer()
  calls = pictureCalls(server)
  await store('film', await colourFilm('film.mp4', { colours: ['red', 'lime', 'blue'], sound: true }))
  await store('silent', await colourFilm('film.webm', { colours: ['red', 'blue'] }))
  await store('halves', await halves())
  // Its sound ends before its picture.
  await store('short', await shortSound())
  await store('cut', await withoutFrames())
  await store('tone', await encodedFile('tone.wav', ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=3']))
})
afterAll(() => server.close())

const store = (publicId: string, file: Buffer, parameters: object = {}) =>
  calls.store(publicId, file, { resource_type: 'video', ...parameters })

/** Red at the left, blue at the right. */
function halves(): Promise<Buffer> {
  const half = (colour: string) => ['-f', 'lavfi', '-i', `color=${colour}:size=40x40:rate=10:duration=1`]
  const graph = ['-filter_complex', '[0][1]hstack[v]', '-map', '[v]', '-pix_fmt', 'yuv420p']
  return encodedFile('halves.mp4', [...half('red'), ...half('blue'), ...graph])
}

function shortSound(): Promise<Buffer> {
  return encodedFile('short.mp4', [
    ...['-f', 'lavfi', '-i', 'color=red:size=64x48:rate=10:duration=2', '-f', 'lavfi', '-i', 'sine=duration=1'],
    ...['-pix_fmt', 'yuv420p'],
  ])
}

/** The index of a film, and nothing of what it leads to. */
async function withoutFrames(): Promise<Buffer> {
  const whole = await encodedFile('whole.mp4', [
    ...['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=10:duration=2'],
    ...['-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
  ])
  return whole.subarray(0, whole.indexOf('mdat') + 24)
}

async function delivered(path: string, init?: RequestInit) {
  const response = await fetch(`${server.url}/${server.cloudName}/video/upload/${path}`, init)
  const bytes = Buffer.from(await response.arrayBuffer())
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    error: response.headers.get('x-cld-error'),
    bytes,
  }
}

async function film(path: string) {
  const { status, error, bytes, type } = await delivered(path)
  expect([status, error]).toEqual([200, null])
  return { bytes, type, ...(await probeVideo(bytes)) }
}

const [RED, LIME, BLUE, BLACK] = ['100', '010', '001', '000']

describe('a video of a video', () => {
  it.each<[string, string, object]>([
    ['c_scale,w_32', 'mp4', { width: 32, height: 24 }],
    ['c_fill,h_20,w_21', 'mp4', { width: 20, height: 20 }],
    ['c_limit,w_1000', 'mp4', { width: 64, height: 48 }],
    ['a_90', 'mp4', { width: 48, height: 64 }],
    ['c_crop,g_south_east,h_11,w_13,x_1,y_1', 'mp4', { width: 12, height: 10 }],
    ['w_0.5', 'webm', { width: 32, height: 24, codec_name: 'vp9' }],
    ['vc_h264:baseline:3.1', 'mp4', { codec_name: 'h264', profile: 'Constrained Baseline', level: 31 }],
    ['fps_5', 'mov', { avg_frame_rate: '5/1', nb_read_frames: '15' }],
  ])('is transformed: %s .%s', async (chain, extension, expected) => {
    const { video, type } = await film(`${chain}/film.${extension}`)

    expect(video).toMatchObject({ codec_name: 'h264', pix_fmt: 'yuv420p', ...expected })
    expect(type).toBe({ mp4: 'video/mp4', webm: 'video/webm', mov: 'video/quicktime' }[extension])
  })

  it.each<[string, number, readonly string[]]>([
    ['so_1', 2, [LIME, BLUE]],
    ['so_1,eo_2', 1, [LIME]],
    ['eo_2,so_1/w_32', 1, [LIME]],
    ['du_1.5', 1.5, [RED]],
    ['so_50p,du_50p', 1.5, [LIME, BLUE]],
    ['e_accelerate:100', 1.5, [RED]],
    ['so_2/e_loop:2', 3, [BLUE, BLUE, BLUE]],
    ['e_accelerate:-50', 6, [RED, RED, LIME, LIME]],
  ])('has the time that %s says, with its sound', async (chain, seconds, hues) => {
    const { bytes, duration, audio } = await film(`${chain}/film.mp4`)

    expect(Math.abs(duration - seconds)).toBeLessThanOrEqual(0.2)
    expect(audio).toMatchObject({ codec_name: 'aac' })
    const times = hues.map((_hue, index) => index + 0.4)
    expect(await huesAt(bytes, times)).toEqual(hues)
  })

  it('is cut and padded as pictures are', async () => {
    const cut = await film('c_crop,g_east,w_30/halves.mp4')
    const padded = await film('b_lime,c_pad,h_40,w_160/halves.mp4')

    expect(await huesAt(cut.bytes, [0.5])).toEqual([BLUE])
    expect([padded.video?.width, padded.video?.height]).toEqual([160, 40])
    const at = async (left: number) => (await huesAt(padded.bytes, [0.5], `4:4:${left}:18`))[0]
    expect([await at(10), await at(60), await at(100), await at(150)]).toEqual([LIME, RED, BLUE, LIME])
  })

  it('fades from and to black', async () => {
    const { bytes } = await film('e_fade:1000/e_fade:-1000/film.mp4')

    expect(await huesAt(bytes, [0.05, 1.5, 2.85])).toEqual([BLACK, LIME, BLACK])
  })

  it.each([
    ['ac_none/film.mp4', undefined],
    ['w_32/silent.mp4', undefined],
    ['w_32/film.webm', 'opus'],
  ])('has the sound that it should: %s', async (path, codec) => {
    expect((await film(path)).audio?.codec_name).toBe(codec)
  })

  it.each([
    ['film.mp3', 'audio/mpeg', 'mp3', 3],
    ['so_1,du_1/tone.mp3', 'audio/mpeg', 'mp3', 1],
    ['du_2/film.m4a', 'audio/mp4', 'aac', 2],
    ['e_accelerate:50/tone.ogg', 'audio/ogg', 'vorbis', 2],
    ['tone.flac', 'audio/flac', 'flac', 3],
  ])('or only the sound: %s', async (path, type, codec, seconds) => {
    const found = await film(path)

    expect(found.type).toBe(type)
    expect(found.video).toBeUndefined()
    expect(found.audio?.codec_name).toBe(codec)
    expect(Math.abs(found.duration - seconds)).toBeLessThanOrEqual(0.15)
  })

  it('is smaller where less quality is asked for', async () => {
    const noise = ['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=10:duration=1', '-pix_fmt', 'yuv420p']
    await store('detailed', await encodedFile('detailed.mp4', noise))

    const sizes = await Promise.all(
      ['q_90', 'q_auto', 'q_20'].map(async (q) => (await film(`${q}/detailed.mp4`)).bytes.length),
    )

    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one))
    expect(sizes[2]).toBeLessThan((sizes[0] ?? 0) / 2)
  })

  it('can be read in parts, is made once, and counts by its seconds', async () => {
    const before = await usage()

    const answers = await Promise.all(Array.from({ length: 3 }, () => delivered('so_0.5,w_40/film.mp4')))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const part = await delivered('so_0.5,w_40/film.mp4', { headers: { Range: 'bytes=4-7' } })
    expect([part.status, part.bytes.toString()]).toEqual([206, 'ftyp'])
    expect(await usage()).toBe(before + 3)
  })

  it('is made eagerly, and by a named transformation', async () => {
    await calls.call('transformations.create', { name: 'small', transformation: 'c_scale,w_20' })

    const { body } = await store('eager', await colourFilm('film.mp4', { colours: ['red'] }), { eager: 't_small/webm' })

    expect(body.eager).toMatchObject([{ width: 20, height: 14, format: 'webm' }])
    expect((await film('t_small/eager.webm')).video).toMatchObject({ width: 20, height: 14 })
  })

  it.each([
    ['e_loop:6/film.mp4', 'Invalid effect loop in transformation: a video can be repeated up to 5 times'],
    ['e_loop/film.mp4', 'Invalid effect loop in transformation: a video can be repeated up to 5 times'],
    ['so_4/film.mp4', 'Invalid so in transformation: 4 seconds are behind the end (3 seconds)'],
    ['so_2,eo_1/film.mp4', 'Invalid offsets in transformation: nothing is left between 2 and 1 seconds'],
    ['so_auto/film.mp4', 'Invalid so in transformation: auto is for stills of videos'],
    ['c_scale,h_5000,w_5000/film.mp4', 'Invalid size in transformation: a video of 5000 x 5000 pixels is too large'],
    ['e_reverse/film.mp4', 'Effect reverse on a video is not supported yet'],
    ['e_negate/film.mp4', /^An effect that needs \w+ on a video is not supported yet$/],
    ['l_text:Arial_20:Hi/film.mp4', 'A layer on a video is not supported yet'],
    ['br_500k/film.mp4', 'Parameter br is not supported yet'],
    ['fps_0.01/film.mp4', 'Invalid fps in transformation: 0.01, expected 0.1 to 120'],
    ['vc_h265/film.mp4', 'Codec h265 in mp4 is not supported yet'],
    ['ac_mp3/film.mp4', 'Codec mp3 in mp4 is not supported yet'],
    ['pg_2/film.mp4', 'Invalid parameter pg in transformation: a video has no pages'],
    ['film.ogv', 'Delivering video as ogv is not supported yet'],
    ['sp_hd/film.m3u8', 'Delivering video as m3u8 is not supported yet'],
    ['w_10/tone.mp4', 'Invalid format in transformation: mp4 of a file without pictures'],
    ['so_2.999/film.mp4', 'The video has no frame in that part of its time'],
    ['so_1.999/short.mp4', 'The file has nothing in that part of its time'],
    ['so_1.5/short.mp3', 'The file has nothing in that part of its time'],
    ['cut.webm', 'The video cannot be decoded'],
    ['silent.mp3', 'The file has no pictures, or no sound, of which that could be made'],
    ['e_volume:50/film.mp4', 'Effect volume is not supported yet'],
    ['e_deshake/film.mp4', 'Effect deshake is not supported yet'],
  ])('that cannot be is refused: %s', async (path, message) => {
    const { status, error } = await delivered(path)

    expect(error).toMatch(message)
    expect(status).toBe(400)
  })

  it.runIf(process.platform === 'linux')('is given up when the last who waits has left', async () => {
    await store(
      'long',
      await encodedFile('long.mp4', [
        ...[
          '-f',
          'lavfi',
          '-i',
          'testsrc2=size=640x360:rate=30:duration=40',
          '-preset',
          'ultrafast',
          '-pix_fmt',
          'yuv420p',
        ],
      ]),
    )
    const encoders = () =>
      execFileSync('ps', ['-eo', 'args'])
        .toString()
        .split('\n')
        .filter((line) => line.includes(`${server.folder}`) && line.includes('ffmpeg'))
    const leaving = new AbortController()
    const answer = delivered('q_90,w_1280/long.mp4', { signal: leaving.signal }).catch((error: unknown) => error)
    await expect.poll(encoders, { timeout: 10_000 }).not.toEqual([])

    leaving.abort()

    await answer
    await expect.poll(encoders, { timeout: 5_000 }).toEqual([])
  })
})

async function usage(): Promise<number> {
  return (await calls.call('environment.usage', {})).body.transformations.usage
}
