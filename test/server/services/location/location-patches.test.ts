/** Files with a location, as real writers make them, read again by another reader (exifreader, ffprobe). */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import ExifReader from 'exifreader'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanExif } from '../../../../server/services/location/clean-exif.ts'
import { cleanXmp } from '../../../../server/services/location/clean-xmp.ts'
import { locationPatches } from '../../../../server/services/location/location-patches.ts'
import { ffmpegFile } from '../../../support/media-files.ts'
import { fc } from '../../../support/properties.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-location-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 exif:GPSLatitude="51,30.5388N" exif:GPSLongitude='0,7.5W' dc:source="kept">
<exif:GPSAltitude>35/1</exif:GPSAltitude><dc:creator><rdf:Seq><rdf:li>GPS Smith</rdf:li></rdf:Seq></dc:creator>
<exif:GPSTimeStamp/></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

/** A picture of which every part of the metadata says where it was made, and some other things. */
function located(): Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  return sharp({ create: { width: 64, height: 48, channels: 3, background: '#000', noise } })
    .withExif({
      IFD0: { Make: 'Tintype', Copyright: 'somebody' },
      IFD2: { LensModel: 'a lens' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 3230/100',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 7/1 3000/100',
        GPSMapDatum: 'by satellites',
      },
    })
    .withXmp(XMP)
}

async function stripped(bytes: Uint8Array, format: string) {
  const path = join(folder, `${Math.random()}.${format}`)
  await writeFile(path, bytes)
  const patches = await locationPatches(path, format)
  const after = Buffer.from(bytes)
  for (const patch of patches) patch.bytes.copy(after, patch.position)
  return { after, patches }
}

const tagsOf = (bytes: Buffer) => ExifReader.load(bytes, { async: false }) as Readonly<Record<string, unknown>>
const placesIn = (bytes: Buffer) =>
  Object.keys(tagsOf(bytes)).filter((name) => /gps/i.test(name) && name !== 'GPS Smith')
/** By name and description; those of XMP are compared as text. */
const otherTags = (bytes: Buffer) =>
  Object.entries(tagsOf(bytes))
    .filter(([name]) => !/gps|xmp|ApplicationNotes|_raw/i.test(name))
    .map(([name, tag]) => [name, (tag as { readonly description?: string }).description])
const pixels = (bytes: Buffer) => sharp(bytes, { animated: true }).raw().toBuffer()

const PICTURES = {
  jpg: () => located().jpeg().toBuffer(),
  png: () => located().png().toBuffer(),
  webp: () => located().webp().toBuffer(),
  avif: () => located().avif({ effort: 0 }).toBuffer(),
  tiff: () => located().tiff({ compression: 'lzw' }).toBuffer(),
} as const

describe('pictures', () => {
  it.each(Object.keys(PICTURES) as (keyof typeof PICTURES)[])(
    '%s lose their location and nothing else',
    async (format) => {
      const before = await PICTURES[format]()

      const { after } = await stripped(before, format)

      expect(placesIn(before).length).toBeGreaterThan(3)
      expect(placesIn(after)).toEqual([])
      expect(after.length).toBe(before.length)
      expect(after.includes('by satellites')).toBe(false)
      expect(after.includes('51,30.5388N')).toBe(false)
      expect(otherTags(after)).toEqual(otherTags(before))
      expect((await sharp(after).metadata()).xmp?.toString()).toMatch(/dc:source="kept"[\s\S]*GPS Smith/)
      expect((await pixels(after)).equals(await pixels(before))).toBe(true)
      expect((await stripped(after, format)).patches).toEqual([])
    },
  )

  it.each(Object.keys(PICTURES) as (keyof typeof PICTURES)[])(
    '%s without a location stay bit for bit',
    async (format) => {
      const plain = sharp({ create: { width: 9, height: 7, channels: 3, background: '#369' } })
      const bytes = await plain
        .withExif({ IFD0: { Make: 'Tintype' } })
        .toFormat(format === 'jpg' ? 'jpeg' : format)
        .toBuffer()

      expect((await stripped(bytes, format)).patches).toEqual([])
    },
  )

  it('lose the GPS directory of a TIFF file, and keep its other entries', async () => {
    const { exif = Buffer.alloc(0) } = await sharp(await PICTURES.webp()).metadata()
    const before = exif.subarray(exif.indexOf('II*'))

    const { after } = await stripped(before, 'tiff')

    expect(placesIn(before)).toContain('GPSLatitude')
    expect(placesIn(after)).toEqual([])
    expect(after.includes('by satellites')).toBe(false)
    expect(tagsOf(after)).toMatchObject({
      Make: { description: 'Tintype' },
      Copyright: { description: 'somebody' },
      LensModel: { description: 'a lens' },
    })
  })

  it('lose it in previews behind the picture, too', async () => {
    const before = Buffer.concat([await PICTURES.jpg(), await PICTURES.jpg()])

    const { after } = await stripped(before, 'jpg')

    expect(before.toString('latin1').split('by satellites').length).toBe(3)
    expect(after.includes('by satellites') || after.includes('51,30.5388N')).toBe(false)
  })

  it('lose it in the film of a motion picture', async () => {
    const film = filmWith('motion.mov', ['-metadata', 'location=+51.5000-000.1250/'])
    const before = Buffer.concat([await PICTURES.jpg(), film])

    const { after } = await stripped(before, 'jpg')

    expect(before.includes('+51.5000-000.1250/')).toBe(true)
    expect(after.includes('+51.5000-000.1250/')).toBe(false)
  })

  it('lose it in long XMP that is cut in the middle of a name', async () => {
    const cut = XMP.indexOf('GPSLatitude') + 5
    const segment = (offset: number, part: string) => {
      const head = Buffer.alloc(8)
      head.writeUInt32BE(XMP.length, 0)
      head.writeUInt32BE(offset, 4)
      const content = Buffer.concat([
        Buffer.from(`http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}`, 'latin1'),
        head,
        Buffer.from(part, 'latin1'),
      ])
      const marker = Buffer.from([0xff, 0xe1, (content.length + 2) >> 8, (content.length + 2) & 255])
      return Buffer.concat([marker, content])
    }
    const plain = await sharp({ create: { width: 9, height: 7, channels: 3, background: '#369' } })
      .jpeg()
      .toBuffer()
    const before = Buffer.concat([
      plain.subarray(0, 2),
      segment(cut, XMP.slice(cut)),
      segment(0, XMP.slice(0, cut)),
      plain.subarray(2),
    ])

    const { after } = await stripped(before, 'jpg')

    expect(after.includes('51,30.5388N')).toBe(false)
    expect(after.includes('dc:source="kept"')).toBe(true)
    expect((await pixels(after)).equals(await pixels(plain))).toBe(true)
  })

  it.each([
    [
      'compressed XMP',
      'iTXt',
      Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), deflateSync(XMP)]),
    ],
    [
      'an old profile',
      'zTXt',
      Buffer.concat([Buffer.from('Raw profile type exif\0\0', 'latin1'), deflateSync('exif\n 4\nabcd')]),
    ],
    [
      'an old profile in plain text',
      'tEXt',
      Buffer.from('Raw profile type APP1\0\ngeneric profile\n 4\n47505321\n', 'latin1'),
    ],
  ] as const)('of PNG lose %s', async (_, type, content) => {
    const plain = await sharp({ create: { width: 9, height: 7, channels: 3, background: '#369' } })
      .png()
      .toBuffer()
    const before = Buffer.concat([plain.subarray(0, 33), pngChunk(type, content), plain.subarray(33)])

    const { after, patches } = await stripped(before, 'png')

    expect(patches.length).toBe(1)
    expect(after.includes(content.subarray(-16))).toBe(false)
    expect((await pixels(after)).equals(await pixels(plain))).toBe(true)
  })

  it('of JPEG XL lose it in their boxes, and are refused when these are compressed', async () => {
    const { exif = Buffer.alloc(0) } = await sharp(await PICTURES.webp()).metadata()
    const block = exif.subarray(exif.indexOf('II*'))
    const box = (type: string, content: Buffer) => {
      const head = Buffer.alloc(8)
      head.writeUInt32BE(content.length + 8)
      head.write(type, 4, 'latin1')
      return Buffer.concat([head, content])
    }
    const begin = Buffer.concat([
      box('JXL ', Buffer.from('0d0a870a', 'hex')),
      box('ftyp', Buffer.from('jxl \0\0\0\0jxl ')),
    ])
    const before = Buffer.concat([
      begin,
      box('Exif', Buffer.concat([Buffer.alloc(4), block])),
      box('xml ', Buffer.from(XMP)),
    ])

    const { after } = await stripped(before, 'jxl')

    expect([before.includes('by satellites'), before.includes('51,30.5388N')]).toEqual([true, true])
    expect([after.includes('by satellites'), after.includes('51,30.5388N')]).toEqual([false, false])
    expect(after.includes('somebody')).toBe(true)
    await expect(stripped(Buffer.concat([begin, box('brob', Buffer.from('Exif...'))]), 'jxl')).rejects.toThrow(
      'compressed',
    )
  })

  it('of GIF lose the place in their XMP', async () => {
    const plain = await sharp({ create: { width: 9, height: 7, channels: 3, background: '#369' } })
      .gif()
      .toBuffer()
    const trailer = Buffer.from([0x01, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0x00])
    const extension = Buffer.concat([Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'), Buffer.from(XMP), trailer])
    const before = Buffer.concat([plain.subarray(0, -1), extension, plain.subarray(-1)])

    const { after } = await stripped(before, 'gif')

    expect(after.includes('51,30.5388N')).toBe(false)
    expect((await pixels(after)).equals(await pixels(plain))).toBe(true)
  })
})

describe('films', () => {
  it.each([
    ['mp4', ['-metadata', 'location=+51.5000-000.1250/']],
    ['mov', ['-metadata', 'location=+51.5000-000.1250/']],
    ['mov', ['-movflags', 'use_metadata_tags', '-metadata', 'com.apple.quicktime.location.ISO6709=+51.5000-000.1250/']],
  ] as const)('%s made with %j lose their location and nothing else', async (format, parameters) => {
    const before = filmWith(`film.${format}`, [...parameters, '-metadata', 'title=kept'])

    const { after } = await stripped(before, format)

    expect(probed(before, format)).toMatch(/51\.5/)
    expect(after.includes('+51.5000-000.1250/')).toBe(false)
    expect(probed(after, format)).not.toMatch(/51\.5/)
    expect(probed(after, format)).toMatch(/kept/)
    expect(probed(after, format)).toMatch(/codec_name/)
    expect((await stripped(after, format)).patches).toEqual([])
  })
})

describe('refusals', () => {
  it.each(['pdf', 'psd', 'svg', 'webm', 'mkv', 'jp2'])('name the format %s', async (format) => {
    await expect(stripped(Buffer.from('x'), format)).rejects.toThrow(
      `The location cannot be removed from this ${format} file`,
    )
  })

  it('come instead of a stored location when a TIFF cannot be read', async () => {
    await expect(stripped(Buffer.from('II*\0\xff\xff\xff\x7f', 'latin1'), 'tiff')).rejects.toThrow('cannot be read')
  })
})

describe('hostile metadata', () => {
  it('never makes a clean-up fail, whatever is written in an EXIF block; what cannot be read is emptied', async () => {
    const { exif = Buffer.alloc(0) } = await sharp(await PICTURES.webp()).metadata()
    const block = exif.subarray(exif.indexOf('II*') >= 0 ? exif.indexOf('II*') : exif.indexOf('MM\0*'))

    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(block.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.nat(block.length),
        (changes, length) => {
          const hostile = Buffer.from(block.subarray(0, length))
          for (const [at, value] of changes) if (at < length) hostile[at] = value

          cleanExif(hostile)

          const again = Buffer.from(hostile)
          cleanExif(again)
          expect(again.equals(hostile)).toBe(true)
        },
      ),
    )
  })

  // Each of these takes minutes or all memory where the work is not bounded, and the time for a test ends it.
  describe('ends soon', () => {
    it('for XMP of properties without an end', () => {
      const unclosed = Buffer.from('<a:GPS>'.repeat(300_000))
      const attributes = Buffer.from(' a:GPSx="'.repeat(300_000))

      expect([cleanXmp(unclosed), cleanXmp(attributes)]).toEqual([true, true])
      expect(unclosed.includes('GPS') || attributes.includes('GPS')).toBe(false)
    })

    it('for a GIF file that names XMP again and again', async () => {
      const gif = Buffer.from(`GIF89a${'XMP DataXMP'.repeat(300_000)}\x01\xff\xfe`, 'latin1')

      expect((await stripped(gif, 'gif')).patches).toEqual([])
    })

    it('for a JPEG file with a segment in every few bytes', async () => {
      const jpeg = Buffer.from(`\xff\xd8${'\xff\xe1\xff\xffExif\0\0MM\0*'.repeat(1_000_000)}`, 'latin1')

      await expect(stripped(jpeg, 'jpg')).rejects.toThrow('it has too many segments of metadata')
    })

    it('for EXIF of which every entry names the same bytes', () => {
      const block = Buffer.alloc(16 * 1_048_576, 'x')
      block.write('MM\0*\0\0\0\x08', 'latin1')
      block.writeUInt16BE(65_535, 8)
      for (let entry = 10; entry < 10 + 65_535 * 12; entry += 12) {
        block.writeUInt32BE(0x02bc0001, entry)
        block.writeUInt32BE(block.length - 800_000, entry + 4)
        block.writeUInt32BE(800_000, entry + 8)
      }

      expect(cleanExif(block)).toBe(true)
      expect(block.includes('x')).toBe(false)
    })

    it('for a table of items whose parts take no room', async () => {
      const none = Buffer.alloc(4)
      const entries = Array.from({ length: 65_535 }, (_, index) =>
        Buffer.from([index >> 8, index & 255, 0, 0, 255, 255]),
      )
      const table = Buffer.concat([none, Buffer.from([0, 0, 255, 255]), ...entries])
      const exif = box('infe', Buffer.from([2, 0, 0, 0, 0, 1, 0, 0]), Buffer.from('Exif\0'))
      const infos = box('iinf', none, Buffer.from([0, 1]), exif)
      const heif = Buffer.concat([box('ftyp', Buffer.from('avif')), box('meta', none, infos, box('iloc', table))])

      await expect(stripped(heif, 'avif')).rejects.toThrow('it is cut off or damaged')
    })

    it('for many items of the same bytes', async () => {
      const none = Buffer.alloc(4)
      const length = 1_048_576
      const ids = Array.from({ length: 200 }, (_, index) => index + 1)
      const infos = ids.map((id) => box('infe', Buffer.from([2, 0, 0, 0, 0, id, 0, 0]), Buffer.from('Exif\0')))
      const entries = ids.map((id) => {
        const entry = Buffer.from([0, id, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
        entry.writeUInt32BE(length, 10)
        return entry
      })
      const table = Buffer.concat([none, Buffer.from([0x44, 0, 0, ids.length]), ...entries])
      const meta = box('meta', none, box('iinf', none, Buffer.from([0, ids.length]), ...infos), box('iloc', table))
      const heif = Buffer.concat([box('ftyp', Buffer.from('avif')), meta, Buffer.alloc(length)])

      await expect(stripped(heif, 'avif')).rejects.toThrow('bytes of metadata')
    })
  })

  it('in any file is told as a mistake of the file, or removed', async () => {
    for (const format of [...(Object.keys(PICTURES) as (keyof typeof PICTURES)[])]) {
      const bytes = await PICTURES[format]()
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(Math.min(bytes.length, 3_000) - 1), fc.nat(255)), { maxLength: 10 }),
          fc.nat(bytes.length),
          async (changes, length) => {
            const hostile = Buffer.from(bytes.subarray(0, length))
            for (const [at, value] of changes) if (at < length) hostile[at] = value

            const ended = await stripped(hostile, format).catch((error: unknown) => error)

            expect(ended instanceof Error ? ended : { code: 'INVALID_PARAMETER' }).toMatchObject({
              code: 'INVALID_PARAMETER',
            })
          },
        ),
        { numRuns: 300 },
      )
    }
  })
})

function filmWith(name: string, parameters: readonly string[]): Buffer {
  return ffmpegFile(name, [
    ...['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=5:duration=1', '-c:v', 'mpeg4'],
    ...parameters,
  ])
}

function probed(bytes: Buffer, format: string): string {
  return execFileSync(
    'ffprobe',
    ['-v', 'error', '-show_format', '-show_streams', '-f', format === 'mp4' ? 'mp4' : 'mov', '-'],
    {
      input: bytes,
      encoding: 'utf8',
    },
  )
}

function box(type: string, ...content: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + inside.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, inside])
}

function pngChunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(content.length)
  // Readers of pixels do not look at the checksum of a text.
  return Buffer.concat([head, Buffer.from(type, 'latin1'), content, Buffer.alloc(4)])
}
