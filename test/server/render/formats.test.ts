import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heicFile, pdfFile } from '../../support/media-files.ts'
import { decode, flat, picture, planFor, type Rendering, startRendering } from '../../support/rendering.ts'

let rendering: Rendering
beforeAll(() => {
  rendering = startRendering()
})
afterAll(() => rendering.close())

function near(actual: readonly number[], expected: readonly number[], within = 2): void {
  const off = Math.max(...expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN))))
  expect(off, `${actual} is not within ${within} of ${expected}`).toBeLessThanOrEqual(within)
}

/** Photograph-like: smooth areas with some texture. */
const scene = (width = 400, height = 300) =>
  picture(width, height, (x, y) => [
    128 + 100 * Math.sin(x / 37) + ((x * 7919 + y * 104_729) % 23),
    128 + 90 * Math.cos(y / 29) + ((x * 15_485 + y * 3571) % 19),
    (x * y) % 200,
  ])

describe('sources', () => {
  it('brings CMYK to sRGB', async () => {
    const bytes = await picture(20, 20, () => [220, 40, 40])
      .toColourspace('cmyk')
      .jpeg({ quality: 95 })
      .toBuffer()
    expect((await sharp(bytes).metadata()).space).toBe('cmyk')

    const { bytes: made } = await rendering.render(await rendering.file(bytes), {
      operations: [
        { op: 'resize', width: 10, height: 10 },
        { op: 'linear', multiply: [1, 1, 1], add: [0, 0, 0] },
      ],
    })

    near((await decode(made)).at(5, 5), [220, 40, 40, 255], 45)
  })

  it('brings 16-bit and grey-with-alpha pictures to 8-bit RGBA', async () => {
    const deep = await picture(10, 10, () => [200, 100, 50])
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    const grey = await picture(10, 10, () => [120, 120, 120, 60])
      .toColourspace('b-w')
      .png()
      .toBuffer()

    for (const [bytes, expected] of [
      [deep, [200, 100, 50, 255]],
      [grey, [120, 120, 120, 60]],
    ] as const) {
      const { bytes: made } = await rendering.render(await rendering.file(bytes), {
        operations: [{ op: 'resize', width: 5, height: 5 }],
      })

      expect((await sharp(made).metadata()).depth).toBe('uchar')
      near((await decode(made)).at(2, 2), expected, 1)
    }
  })

  it('draws a PDF page at the asked density, and the asked page', async () => {
    const pages = ['1 0 0 rg 0 0 612 792 re f', '0 0 1 rg 0 0 306 792 re f']
    const source = await rendering.file(pdfFile(pages.map((draw) => ({ width: 612, height: 792, draw }))))
    const selection = { density: 150, width: 1275, height: 1650 }

    const first = await decode((await rendering.render(source, { selection })).bytes)
    const second = await decode((await rendering.render(source, { selection: { ...selection, page: 1 } })).bytes)

    expect([first.width, first.height]).toEqual([1275, 1650])
    near(first.at(600, 800), [255, 0, 0, 255], 1)
    near(second.at(100, 800), [0, 0, 255, 255], 1)
    near(second.at(1200, 800), [255, 255, 255, 255], 1)
  })

  it('draws an SVG at the size it is wanted in, not enlarged from a smaller one', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="10" fill="#f00"/></svg>'
    const source = await rendering.file(Buffer.from(svg))

    const { bytes } = await rendering.render(source, { operations: [{ op: 'resize', width: 400, height: 400 }] })

    const result = await decode(bytes)
    near(result.at(198, 200), [255, 0, 0, 255], 1)
    expect(result.at(201, 200)[3]).toBe(0)
  })

  it('draws an SVG at its density when nothing resizes it', async () => {
    const source = await rendering.file(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"/>'))

    const { bytes } = await rendering.render(source, {
      selection: { density: 144, width: 20, height: 40 },
      operations: [{ op: 'extract', left: 0, top: 30, width: 20, height: 10 }],
    })

    expect(await decode(bytes)).toMatchObject({ width: 20, height: 10 })
  })

  it.each(['jxl', 'jp2', 'bmp', 'ico', 'tga', 'psd'])('writes %s and reads it again', async (format) => {
    const halves = await picture(40, 20, (x) => (x < 20 ? [250, 10, 10] : [10, 10, 250]))
      .png()
      .toBuffer()

    const written = await rendering.render(await rendering.file(halves), { encoding: { format, quality: 95 } })
    const again = { path: written.target, facts: { ...(await rendering.file(halves)).facts, format } }
    const read = await decode(
      (await rendering.render(again, { operations: [{ op: 'resize', width: 20, height: 10 }] })).bytes,
    )

    expect(written.result).toMatchObject({ width: 40, height: 20, format })
    expect([read.width, read.height]).toEqual([20, 10])
    near(read.at(4, 5), [250, 10, 10, 255], 25)
    near(read.at(15, 5), [10, 10, 250, 255], 25)
    if (format !== 'tga') expect((await rendering.describer.identify(written.target)).format).toBe(format)
  })

  it('reads HEIC', async () => {
    const source = await rendering.file(heicFile(64, 48, 'color=c=red'))

    const { bytes } = await rendering.render(source, { operations: [{ op: 'resize', width: 32, height: 24 }] })

    expect(source.facts).toMatchObject({ format: 'heic', width: 64, height: 48, hasAlpha: false })
    near((await decode(bytes)).at(16, 12), [254, 0, 0, 255], 6)
  })

  it('does not open what its format says it is not', async () => {
    const png = await rendering.file(await flat(5, 5, [1, 2, 3]))
    const svg = rendering.path()
    await writeFile(svg, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')

    await expect(rendering.render({ ...png, path: svg })).rejects.toMatchObject({ code: 'CORRUPT_MEDIA' })
  })

  it('has no decoder for other formats', async () => {
    const source = await rendering.file(await flat(5, 5, [1, 2, 3]))

    await expect(rendering.render({ ...source, facts: { ...source.facts, format: 'djvu' } })).rejects.toMatchObject({
      code: 'UNSUPPORTED_FORMAT',
    })
  })
})

describe('results', () => {
  it('lays transparent pictures on the background when the format has no transparency', async () => {
    const source = await rendering.file(await flat(20, 20, [255, 0, 0, 0]))
    const resize = [{ op: 'resize', width: 10, height: 10 }] as const
    const extend = [
      ...resize,
      { op: 'extend', left: 2, top: 2, right: 2, bottom: 2, background: { red: 0, green: 0, blue: 0, alpha: 0 } },
    ] as const
    const background = { red: 0, green: 200, blue: 0, alpha: 1 }

    const white = await decode(
      (await rendering.render(source, { operations: resize, encoding: { format: 'jpg' } })).bytes,
    )
    const green = await decode(
      (await rendering.render(source, { operations: extend, encoding: { format: 'jpg', background } })).bytes,
    )

    near(white.at(5, 5), [255, 255, 255, 255], 2)
    near(green.at(1, 1), [0, 200, 0, 255], 4)
  })

  it('writes the asked kind of PNG', async () => {
    const source = await rendering.file(await scene(60, 40).png().toBuffer())
    const kind = async (depth: 'png8' | 'png24' | 'png32') =>
      sharp((await rendering.render(source, { encoding: { format: 'png', depth } })).bytes).metadata()

    expect(await kind('png8')).toMatchObject({ isPalette: true })
    expect(await kind('png24')).toMatchObject({ channels: 3, hasAlpha: false })
    expect(await kind('png32')).toMatchObject({ channels: 4, hasAlpha: true })
  })

  it('does not store an alpha channel that says nothing', async () => {
    const source = await rendering.file(await scene(30, 30).jpeg().toBuffer())
    const bitmap = { width: 2, height: 2, data: new Uint8Array(16).fill(255) }

    const { bytes } = await rendering.render(source, {
      operations: [
        {
          op: 'composite',
          layer: { input: 0, width: 2, height: 2, operations: [] },
          left: 3,
          top: 3,
          mode: 'over',
          blend: 'over',
          tiled: false,
        },
      ],
      inputs: [{ kind: 'text', text: {} as never }],
      layers: [{ kind: 'bitmap', bitmap }],
    })

    expect((await sharp(bytes).metadata()).channels).toBe(3)
  })

  it('writes progressive JPEG and full chroma on request', async () => {
    const source = await rendering.file(await scene().png().toBuffer())

    const plain = await rendering.render(source, { encoding: { format: 'jpg' } })
    const special = await rendering.render(source, { encoding: { format: 'jpg', progressive: 'semi', chroma: '444' } })

    expect(await sharp(plain.bytes).metadata()).toMatchObject({ isProgressive: false, chromaSubsampling: '4:2:0' })
    expect(await sharp(special.bytes).metadata()).toMatchObject({ isProgressive: true, chromaSubsampling: '4:4:4' })
  })

  it('tags the density that was asked for', async () => {
    const source = await rendering.file(await scene(20, 20).png().toBuffer())

    const { bytes } = await rendering.render(source, { encoding: { format: 'jpg', density: 300 } })

    expect((await sharp(bytes).metadata()).density).toBe(300)
  })

  it('refuses an icon that is too large', async () => {
    const source = await rendering.file(await flat(300, 300, [1, 2, 3]))

    await expect(rendering.render(source, { encoding: { format: 'ico' } })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    })
  })

  it('makes a PDF with a page for each page, of the right paper size', async () => {
    const pages = ['1 0 0 rg', '0 1 0 rg', '0 0 1 rg'].map((colour) => ({
      width: 72,
      height: 144,
      draw: `${colour} 0 0 72 144 re f`,
    }))
    const source = await rendering.file(pdfFile(pages))

    const made = await rendering.render(source, {
      selection: { pageList: [2, 0], density: 144, width: 144, height: 288 },
      encoding: { format: 'pdf', density: 144 },
    })

    const again = await rendering.file(made.bytes)
    expect(again.facts).toMatchObject({ format: 'pdf', pages: 2, width: 72, height: 144 })
    near((await decode((await rendering.render(again)).bytes)).at(30, 30), [0, 0, 255, 255], 4)
    expect((await rendering.render(source, { encoding: { format: 'pdf' } })).result.md5).toBe(
      (await rendering.render(source, { encoding: { format: 'pdf' } })).result.md5,
    )
  })

  it('never writes over a file that is there', async () => {
    const source = await rendering.file(await flat(5, 5, [1, 2, 3]))
    const target = rendering.path()
    await writeFile(target, 'precious')

    await expect(rendering.renderer.render({ plan: planFor(source), source, inputs: [], target })).rejects.toThrow()

    expect(await readFile(target, 'utf8')).toBe('precious')
  })

  it('leaves nothing behind when it fails', async () => {
    const whole = await scene().jpeg().toBuffer()
    const source = await rendering.file(whole)
    await writeFile(source.path, whole.subarray(0, whole.length / 2))
    const target = rendering.path()

    await expect(
      rendering.renderer.render({ plan: planFor(source), source, inputs: [], target }),
    ).rejects.toMatchObject({ code: 'CORRUPT_MEDIA' })

    expect(existsSync(target)).toBe(false)
  })
})

describe('automatic quality', () => {
  it.each(['jpg', 'webp', 'avif'])('asks for fewer bytes from best to low in %s', async (format) => {
    const source = await rendering.file(await scene().png().toBuffer())
    const bytes: number[] = []

    for (const automatic of ['best', 'good', 'eco', 'low'] as const) {
      const { result } = await rendering.render(source, { encoding: { format, automatic, quality: 80 } })
      bytes.push(result.bytes)
      expect(result.quality).toBeGreaterThanOrEqual(30)
      expect(result.quality).toBeLessThanOrEqual(95)
    }

    expect(bytes).toEqual([...bytes].sort((a, b) => b - a))
    expect(bytes[0]).toBeGreaterThan(bytes[3] as number)
  })

  it('spends less on an easy picture than on a hard one', async () => {
    const easy = await rendering.file(
      await picture(300, 300, (x, y) => [x / 2, y / 2, 100])
        .png()
        .toBuffer(),
    )
    const hard = await rendering.file(await scene(300, 300).png().toBuffer())
    const quality = async (source: Awaited<ReturnType<Rendering['file']>>) =>
      (await rendering.render(source, { encoding: { format: 'jpg', automatic: 'good', quality: 80 } })).result.quality

    expect(await quality(easy)).not.toBe(await quality(hard))
  })
})

describe('metadata', () => {
  const tagged = async () =>
    scene(64, 48)
      .withExif({
        IFD0: { Copyright: 'Somebody', Make: 'Acme' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .withExifMerge({
        IFD0: { Copyright: 'Somebody', Make: 'Acme' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
      })
      .jpeg()
      .toBuffer()

  it.each(['jpg', 'png', 'webp', 'avif', 'tiff', 'gif', 'jxl', 'pdf'])(
    'carries no location and no camera in %s',
    async (format) => {
      const source = await rendering.file(await tagged())
      expect(await readFile(source.path, 'latin1')).toContain('Acme')

      for (const operations of [
        [],
        [
          { op: 'resize', width: 10, height: 12 },
          { op: 'pixelate', size: 2 },
        ],
      ] as const) {
        const { bytes } = await rendering.render(source, { operations, encoding: { format } })

        expect(bytes.toString('latin1')).not.toMatch(/Acme|Somebody|Exif\0\0/)
      }
    },
  )

  it('keeps all of it on request, whatever was done, and shows the picture upright', async () => {
    const source = await rendering.file(await tagged())

    for (const operations of [
      [],
      [
        { op: 'resize', width: 12, height: 16 },
        { op: 'pixelate', size: 2 },
      ],
    ] as const) {
      const { bytes } = await rendering.render(source, { operations, encoding: { format: 'jpg', keepMetadata: true } })

      const metadata = await sharp(bytes).metadata()
      expect(bytes.toString('latin1')).toContain('Somebody')
      expect(metadata.orientation).toBe(1)
      expect((metadata.width ?? 0) < (metadata.height ?? 0)).toBe(true)
    }
  })

  it('keeps a wide-gamut profile on request and converts to sRGB otherwise', async () => {
    const wide = await picture(20, 20, () => [255, 0, 0])
      .withIccProfile('p3')
      .png()
      .toBuffer()
    const source = await rendering.file(wide)
    const operations = [{ op: 'resize', width: 10, height: 10 }] as const

    const kept = await rendering.render(source, { operations, encoding: { keepProfile: true } })
    const converted = await rendering.render(source, { operations })

    expect((await sharp(kept.bytes).metadata()).hasProfile).toBe(true)
    expect((await sharp(converted.bytes).metadata()).hasProfile).toBe(false)
    near((await decode(converted.bytes)).at(5, 5), [255, 0, 0, 255], 3)
  })

  it('drops an sRGB profile, which says nothing', async () => {
    const source = await rendering.file(
      await picture(20, 20, () => [200, 30, 90])
        .withIccProfile('srgb')
        .png()
        .toBuffer(),
    )

    const { bytes } = await rendering.render(source, { encoding: { keepProfile: true } })

    expect((await sharp(bytes).metadata()).hasProfile).toBe(false)
    near((await decode(bytes)).at(5, 5), [200, 30, 90, 255], 1)
  })
})
