import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDescriber } from '../../../server/describe/create-describer.ts'
import { ffmpegFile, hugePng, manyFramesGif, pdfFile } from '../../support/media-files.ts'
import { flat, painted, picture, type Rendering, startRendering } from '../../support/rendering.ts'

let rendering: Rendering
beforeAll(() => {
  rendering = startRendering()
})
afterAll(() => rendering.close())

async function stored(bytes: Uint8Array): Promise<string> {
  const path = rendering.path()
  await writeFile(path, bytes)
  return path
}

const red = () => picture(60, 40, () => [200, 30, 30])

describe('identification', () => {
  it.each([
    ['jpg', () => red().jpeg().toBuffer()],
    ['png', () => red().png().toBuffer()],
    ['gif', () => red().gif().toBuffer()],
    ['webp', () => red().webp().toBuffer()],
    ['avif', () => red().avif({ effort: 0 }).toBuffer()],
    ['tiff', () => red().tiff().toBuffer()],
    [
      'svg',
      async () =>
        Buffer.from('<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['pdf', async () => pdfFile([{ width: 10, height: 10, draw: '' }])],
  ] as const)('knows %s by its content', async (format, make) => {
    expect(await rendering.describer.identify(await stored(await make()))).toEqual({ resourceType: 'image', format })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello, world')],
    ['HTML that contains an SVG', Buffer.from('<html><body><svg xmlns="http://www.w3.org/2000/svg"/></body></html>')],
    ['a program', Buffer.from('#!/bin/sh\necho hi\n')],
    ['a zip', Buffer.from('504b0304140000000000', 'hex')],
    ['half a PNG signature', Buffer.from('89504e47', 'hex')],
  ])('calls %s raw', async (_, bytes) => {
    expect((await rendering.describer.identify(await stored(bytes))).resourceType).toBe('raw')
  })
})

describe('facts of pictures', () => {
  it('tells size, orientation, transparency and bytes from the header', async () => {
    const bytes = await red().withMetadata({ orientation: 6 }).jpeg({ progressive: true }).toBuffer()

    const { facts } = await rendering.describer.describe(await stored(bytes), { verify: true })

    expect(facts).toEqual({
      resourceType: 'image',
      format: 'jpg',
      width: 60,
      height: 40,
      orientation: 6,
      hasAlpha: false,
      pages: 1,
      animated: false,
      bytes: bytes.length,
      fullFrameDecode: true,
    })
  })

  it('counts frames and their time', async () => {
    const path = await stored(manyFramesGif(30, 20, 7))

    const { facts } = await rendering.describer.describe(path, { verify: true })

    expect(facts).toMatchObject({ format: 'gif', width: 30, height: 20, pages: 7, animated: true, duration: 0.7 })
  })

  it('measures SVG and PDF at 72 dots per inch', async () => {
    const svg = await stored(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1in" height="20"/>'))
    const pdf = await stored(
      pdfFile([
        { width: 612, height: 792, draw: '' },
        { width: 612, height: 792, draw: '' },
      ]),
    )

    expect((await rendering.describer.describe(svg, { verify: true })).facts).toMatchObject({ width: 72, height: 20 })
    expect((await rendering.describer.describe(pdf, { verify: true })).facts).toMatchObject({
      format: 'pdf',
      width: 612,
      height: 792,
      pages: 2,
      animated: false,
    })
  })

  it('finds colours, hash and transparency when asked', async () => {
    const half = painted(40, 40, (x) => (x < 20 ? [220, 20, 20, 255] : [20, 20, 220, 255]))
    const png = await sharp(half.data, { raw: half }).png().toBuffer()

    const found = await rendering.describer.describe(await stored(png), { colors: true, phash: true })

    expect(found.colors?.slice(0, 2).map(([, share]) => share)).toEqual([50, 50])
    expect(found.colors?.map(([hex]) => hex)).toContain('#DC1414')
    expect(found.predominant?.google?.map(([name]) => name).sort()).toEqual(['blue', 'red'])
    expect(found).toMatchObject({ grayscale: false, semiTransparent: false })
    expect(found.phash).toMatch(/^[0-9a-f]{16}$/)
  })

  it('sees a picture that is grey or see-through', async () => {
    const grey = await stored(await flat(20, 20, [90, 90, 90, 100]))

    const found = await rendering.describer.describe(grey, { colors: true })

    expect(found.semiTransparent).toBe(true)
  })

  it('gives nearly the same hash for a smaller, recompressed copy and another one for another picture', async () => {
    const scene = () =>
      picture(320, 240, (x, y) => (Math.hypot(x - 90, y - 150) < 60 ? [250, 220, 40] : [x / 2, 200 - y / 2, 90]))
    const other = () =>
      picture(320, 240, (x, y) => (y > 170 ? [40, 90, 30] : Math.abs(x - 230) < 30 ? [20, 20, 30] : [170, 200, 250]))
    const hash = async (bytes: Buffer) =>
      BigInt(`0x${(await rendering.describer.describe(await stored(bytes), { phash: true })).phash}`)
    const distance = (a: bigint, b: bigint) => (a ^ b).toString(2).replaceAll('0', '').length

    const original = await hash(await scene().png().toBuffer())
    const smaller = await hash(
      await sharp(await scene().png().toBuffer())
        .resize(160)
        .jpeg({ quality: 60 })
        .toBuffer(),
    )
    const different = await hash(await other().png().toBuffer())

    expect(distance(original, smaller)).toBeLessThan(8)
    expect(distance(original, different)).toBeGreaterThan(16)
  })

  it('reads what a file says about itself as text', async () => {
    const bytes = await red()
      .withExif({
        IFD0: { Make: 'Acme', Copyright: 'Somebody' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
      })
      .jpeg()
      .toBuffer()

    const { mediaMetadata } = await rendering.describer.describe(await stored(bytes), { mediaMetadata: true })

    expect(mediaMetadata).toMatchObject({ Make: 'Acme', Copyright: 'Somebody' })
    expect(mediaMetadata?.GPSLatitude).toBe('51.5')
  })
})

describe('files that are refused', () => {
  it.each([
    ['a PNG of 900 megapixels', () => hugePng(30_000, 30_000)],
    ['a GIF of more than 1000 frames', () => manyFramesGif(2, 2, 1001)],
    ['a GIF of 320 megapixels over its frames', () => manyFramesGif(2000, 2000, 80)],
    [
      'an SVG of 900 megapixels',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"/>'),
    ],
  ])('%s is past a limit', async (_, make) => {
    await expect(rendering.describer.describe(await stored(make()), { verify: true })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    })
  })

  it.each(['jpg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'a truncated %s is corrupt, in our own words',
    async (format) => {
      const noise = picture(200, 200, (x, y) => [(x * 7919) % 256, (y * 104729) % 256, (x * y) % 256])
      const whole = await noise.toFormat(format === 'jpg' ? 'jpeg' : format).toBuffer()
      const path = await stored(whole.subarray(0, Math.floor(whole.length / 2)))

      await expect(rendering.describer.describe(path, { verify: true })).rejects.toMatchObject({
        code: 'CORRUPT_MEDIA',
        message: 'The file cannot be decoded',
      })
    },
  )

  it('something that is neither picture nor video is not described', async () => {
    const path = await stored(Buffer.from('hello'))

    await expect(rendering.describer.describe(path, {})).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' })
  })
})

describe('video and audio', () => {
  it('tells size, time, frames and codecs of a clip', async () => {
    const clip = ffmpegFile('clip.mp4', [
      ...['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=10:duration=1'],
      ...['-f', 'lavfi', '-i', 'sine=frequency=440:duration=1'],
      ...['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest'],
    ])

    const { facts, video } = await rendering.describer.describe(await stored(clip), {})

    expect(facts).toMatchObject({ resourceType: 'video', format: 'mp4', width: 64, height: 48 })
    expect(video).toMatchObject({ frameRate: 10, frames: 10, rotation: 0, isAudio: false })
    expect(video?.duration).toBeCloseTo(1, 1)
    expect(video?.video).toMatchObject({ codec: 'h264', pix_format: 'yuv420p' })
    expect(video?.audio).toMatchObject({ codec: 'aac', channels: 1, frequency: 44_100 })
  })

  it('tells sound without pictures', async () => {
    const sound = ffmpegFile('sound.mp3', ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=1'])

    const { facts, video } = await rendering.describer.describe(await stored(sound), {})

    expect(facts).toMatchObject({ resourceType: 'video', format: 'mp3', width: 0, height: 0 })
    expect(video).toMatchObject({ isAudio: true, video: null })
  })

  it('says so when the program is missing', async () => {
    const describer = createDescriber({ pool: rendering.pool, ffprobe: '/nowhere/ffprobe' })
    const path = await stored(ffmpegFile('sound.wav', ['-f', 'lavfi', '-i', 'sine=duration=0.1']))

    await expect(describer.describe(path, {})).rejects.toThrow(/ffmpeg/)
  })

  it('finds a damaged video corrupt', async () => {
    const clip = ffmpegFile('clip.mp4', ['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=10:duration=1'])

    await expect(rendering.describer.describe(await stored(clip.subarray(0, 200)), {})).rejects.toMatchObject({
      code: 'CORRUPT_MEDIA',
    })
  })
})
