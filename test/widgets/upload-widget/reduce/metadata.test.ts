/** What is taken out of files before they are uploaded, and what is left alone: on bytes, without a server. */

import { onlyOrientation, orientationOf, withoutLocation } from '../../../../widgets/upload-widget/reduce/exif.ts'
import { describeJpeg, strippedJpeg } from '../../../../widgets/upload-widget/reduce/jpeg-metadata.ts'
import { strippedPng } from '../../../../widgets/upload-widget/reduce/png-metadata.ts'
import { strippedWebp } from '../../../../widgets/upload-widget/reduce/webp-metadata.ts'
import { fc } from '../../../support/properties.ts'
import { equal, ok, same } from '../../support/expect.ts'
import {
  bytesOf,
  exifBlock,
  jpegWith,
  latin,
  pngWith,
  segment,
  type Telling,
  webpWith,
} from '../../support/telling-files.ts'
import { picture } from '../../support/widget-page.ts'

const EXIF = 'Exif\0\0'
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const telling: Telling = { orientation: 6, place: 'PLACE-OF-THE-PICTURE', camera: 'CAMERA-OF-MINE' }
const anyTelling = fc.record({
  orientation: fc.integer({ min: 1, max: 8 }),
  place: fc.stringMatching(/^[a-z]{12,40}$/).map((text) => `PLACE${text}`),
  camera: fc.stringMatching(/^[a-z]{5,40}$/).map((text) => `CAMERA${text}`),
})

describe('metadata of pictures', () => {
  it('the place goes out of any EXIF block, and everything else stays where it was', () => {
    fc.assert(
      fc.property(anyTelling, fc.boolean(), (facts, isLittle) => {
        const before = exifBlock(facts, isLittle)
        const after = withoutLocation(before)

        equal(after.length, before.length, 'length')
        equal(latin(after).includes(facts.place), false, 'the place')
        ok(latin(after).includes(facts.camera), 'the camera')
        equal(orientationOf(after), facts.orientation)
        equal(latin(before).includes(facts.place), true, 'the original is left alone:')
      }),
    )
  })

  it('a damaged EXIF block neither hangs nor keeps a place that could not be checked', () => {
    const damage = fc.array(fc.tuple(fc.nat({ max: 159 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(anyTelling, damage, fc.nat({ max: 200 }), (facts, changes, length) => {
        const block = exifBlock(facts)
        for (const [at, value] of changes) block[at] = value
        const after = withoutLocation(block.slice(0, length))

        ok(orientationOf(after) >= 1 && orientationOf(after) <= 8, 'an orientation')
        same([...withoutLocation(after)], [...after], 'done twice:')
      }),
      { numRuns: 2000 },
    )
  })

  it('an EXIF block whose place lies in what is kept says only which way up the picture is', () => {
    const telling = { orientation: 6, place: 'PLACE', camera: 'CAMERA' }
    const damaged = (at: number, value: number): Uint8Array => {
      const block = exifBlock(telling)
      new DataView(block.buffer).setUint32(at, value, true)
      return withoutLocation(block)
    }

    // The value of the place in the header; its directory in the first one; the settings in the first one.
    for (const [at, value] of [
      [142, 0],
      [54, 10],
      [42, 20],
    ] as const)
      same([...damaged(at, value)], [...onlyOrientation(6)], `${at}:`)
  })

  it('a block that only says which way up a picture is says just that', () => {
    for (let way = 1; way <= 8; way += 1) equal(orientationOf(onlyOrientation(way)), way)
  })

  it('no byte of the scans of a JPEG changes, whatever stands around them', () => {
    const content = fc.uint8Array({ maxLength: 60 })
    const applications = fc.array(fc.tuple(fc.integer({ min: 0xe0, max: 0xef }), content), { maxLength: 6 })
    // Data, stuffed zeros, restart markers, tables between the scans of a progressive picture.
    const scan = fc.array(
      fc.oneof(
        fc.integer({ min: 0, max: 254 }).map((byte) => [byte]),
        fc.constant([0xff, 0]),
        fc.integer({ min: 0xd0, max: 0xd7 }).map((marker) => [0xff, marker]),
        content.map((table) => [...segment(0xc4, '', table)]),
      ),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(
        applications,
        scan,
        content,
        fc.constantFrom('location' as const, 'all' as const),
        (around, data, behind, what) => {
          const scans = Uint8Array.of(...segment(0xda, '', 'abc'), ...data.flat(), 0xff, 0xd9)
          const tables = segment(0xdb, '', 'quantisation')
          const segments = around.map(([marker, bytes]) => segment(marker, '', bytes))
          const file = bytesOf([Uint8Array.of(0xff, 0xd8), ...segments, tables, scans, behind])

          const stripped = bytesOf(strippedJpeg(file, what) ?? [])

          const expected = bytesOf([tables, scans])
          same([...stripped.subarray(stripped.length - expected.length)], [...expected])
        },
      ),
    )
  })

  it('bytes that are no picture are refused, and never read past their end', () => {
    const starts = [
      [0xff, 0xd8, 0xff],
      [...new TextEncoder().encode('RIFF')],
      [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
      [],
    ]
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        const file = Uint8Array.of(...start, ...rest)
        for (const strip of [strippedJpeg, strippedPng, strippedWebp]) {
          const parts = strip(file, 'location')
          if (parts)
            ok(
              parts.every((part) => part instanceof Uint8Array),
              'parts',
            )
        }
      }),
      { numRuns: 1000 },
    )
  })

  for (const what of ['location', 'all'] as const) {
    it(`a JPEG without ${what} still shows the same picture the same way up`, async () => {
      const file = await picture('a.jpg', 64, 48, 'image/jpeg')
      const caption = Uint8Array.of(0x1c, 2, 90, 0, 4, ...new TextEncoder().encode('CITY'))
      const original = await jpegWith(
        file,
        [
          segment(0xe1, EXIF, exifBlock(telling)),
          segment(0xe1, XMP, '<rdf:Description exif:GPSLatitude="47,22N"/>'),
          segment(0xed, 'Photoshop 3.0\0', caption),
          segment(0xfe, '', 'A COMMENT'),
        ],
        'A FILM WITH A PLACE OF ITS OWN',
      )
      const stripped = bytesOf(strippedJpeg(original, what) ?? [])

      const text = latin(stripped)
      for (const word of ['PLACE', 'GPSLatitude', 'CITY']) equal(text.includes(word), false, word)
      equal(text.includes('CAMERA-OF-MINE'), what === 'location', 'the camera')
      equal(text.includes('A COMMENT'), what === 'location', 'the comment')
      equal(describeJpeg(stripped)?.orientation, 6)
      same(await pixels(stripped, 'image/jpeg'), await pixels(original, 'image/jpeg'))
    })

    it(`a PNG without ${what} is one that browsers accept, the same way up`, async () => {
      const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
      const original = await pngWith(await picture('a.png', 64, 48), [
        ['eXIf', exifBlock(telling)],
        ['tEXt', encode('Author\0SOMEBODY')],
        ['iTXt', encode('XML:com.adobe.xmp\0\0\0\0\0<x exif:GPSLatitude="47,22N"/>')],
        ['zTXt', encode('Raw profile type exif\0\0PACKED')],
      ])
      const stripped = bytesOf(strippedPng(original, what) ?? [])

      const text = latin(stripped)
      for (const word of ['PLACE', 'GPSLatitude', 'PACKED']) equal(text.includes(word), false, word)
      equal(text.includes('SOMEBODY'), what === 'location', 'the author')
      equal(orientationOf(stripped.subarray(text.indexOf('eXIf') + 4)), 6)
      same(await pixels(stripped, 'image/png'), await pixels(original, 'image/png'))
    })

    it(`a WebP without ${what} is one that browsers accept, the same way up`, async () => {
      const size = { width: 64, height: 48 }
      const original = await webpWith(await picture('a.webp', 64, 48, 'image/webp'), size, [
        ['EXIF', bytesOf([new TextEncoder().encode(EXIF), exifBlock(telling)])],
        ['XMP ', new TextEncoder().encode('<x photoshop:City="CITY"/>')],
      ])
      const stripped = bytesOf(strippedWebp(original, what) ?? [])

      const text = latin(stripped)
      for (const word of ['PLACE', 'CITY']) equal(text.includes(word), false, word)
      equal(text.includes('CAMERA-OF-MINE'), what === 'location', 'the camera')
      equal(orientationOf(stripped.subarray(text.indexOf('EXIF') + 8)), 6)
      same(await pixels(stripped, 'image/webp'), await pixels(original, 'image/webp'))
    })
  }
})

/** Size and pixels as the browser shows them. */
async function pixels(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<string> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type }))
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: new Uint8ClampedArray() }
  const digest = await crypto.subtle.digest('SHA-1', data)
  return `${bitmap.width}x${bitmap.height} ${[...new Uint8Array(digest)].join(' ')}`
}
