/** Where a picture or film was taken, taken out of originals; seen by readers that are not ours. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import ExifReader from 'exifreader'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ffmpegFile } from '../../support/media-files.ts'
import { callOperation, type OperationCall } from '../../support/operation-client.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { operationNamed } from '../contract/examples/world.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const call = (id: string, made: OperationCall) => callOperation(server, operationNamed(id), made, server)
const setting = async (isOn: boolean) =>
  expect((await call('settings.update', { json: true, parameters: { strip_location: isOn } })).status).toBe(200)

async function stored(file: Buffer, parameters: Record<string, unknown> = {}, type = 'image') {
  const { status, body } = await call('assets.upload', { parameters: { resource_type: type, ...parameters }, file })
  expect({ status, message: body.error?.message }).toEqual({ status: 200, message: undefined })
  const suffix = type === 'raw' ? '' : `.${body.format}`
  const path = `${server.cloudName}/${type}/upload/${body.public_id}${suffix}`
  return { body, bytes: Buffer.from(await (await fetch(`${server.url}/${path}`)).arrayBuffer()) }
}

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" exif:GPSLatitude="48,51.5N" xmp:Rating="4">
<exif:GPSLongitude>2,17.6E</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta>`

async function located(format: 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif'): Promise<Buffer> {
  const noise = Buffer.from(Array.from({ length: 32 * 24 * 3 }, (_, index) => (index * 97) % 251))
  return sharp(noise, { raw: { width: 32, height: 24, channels: 3 } })
    .withExif({
      IFD0: { Artist: 'Somebody', Copyright: 'Somebody else' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '2/1 17/1 36/1' },
    })
    .withXmp(XMP)
    .toFormat(format)
    .toBuffer()
}

const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer()
/** Properties of a place that have a value. */
const gpsNames = (bytes: Buffer) =>
  Object.entries(ExifReader.load(bytes))
    .filter(([name, tag]) => /^GPS[A-Z]/.test(name) && /\d/.test(String(tag?.description)))
    .map(([name]) => name)

describe.each([
  ['jpeg', ['exif', 'xmp']],
  // The library writes no XMP into PNG, and no EXIF into TIFF.
  ['png', ['exif']],
  ['webp', ['exif', 'xmp']],
  ['tiff', ['xmp']],
  ['avif', ['exif', 'xmp']],
] as const)('a %s with %j', (format, kinds: readonly string[]) => {
  it('is stored without its location, with everything else, and nothing moved', async () => {
    const file = await located(format)
    expect(file.includes('48,51.5N')).toBe(kinds.includes('xmp'))
    expect(gpsNames(file)).toContain('GPSLatitude')

    const { body, bytes } = await stored(file, { strip_location: true })

    const tags = ExifReader.load(bytes)
    expect(gpsNames(bytes)).toEqual([])
    expect(bytes.includes('48,51.5N')).toBe(false)
    expect(bytes.includes('2,17.6E')).toBe(false)
    expect(tags.Artist?.description).toBe(kinds.includes('exif') ? 'Somebody' : undefined)
    expect(tags.Rating?.value).toBe(kinds.includes('xmp') ? '4' : undefined)
    expect(bytes.length).toBe(file.length)
    expect(body.bytes).toBe(file.length)
    expect((await pixels(bytes)).equals(await pixels(file))).toBe(true)
  })
})

it('stays bit for bit unless somebody says so, and where there is none', async () => {
  const file = await located('jpeg')
  const plain = await sharp(file).jpeg().toBuffer()

  expect((await stored(file)).bytes.equals(file)).toBe(true)
  expect((await stored(plain, { strip_location: true })).bytes.equals(plain)).toBe(true)
})

it('is in nothing that is derived, whatever the original holds', async () => {
  const { body } = await stored(await located('jpeg'), { public_id: 'kept' })
  const derived = await fetch(`${server.url}/${server.cloudName}/image/upload/w_16/${body.public_id}.jpg`)

  expect(gpsNames(Buffer.from(await derived.arrayBuffer()))).toEqual([])
})

describe('the setting strip_location', () => {
  it('holds for uploads that say nothing, and an upload can say otherwise', async () => {
    const file = await located('jpeg')
    await setting(true)
    try {
      expect(gpsNames((await stored(file)).bytes)).toEqual([])
      expect((await stored(file, { strip_location: false })).bytes.equals(file)).toBe(true)
      expect((await stored(file, {}, 'raw')).bytes.equals(file)).toBe(true)
    } finally {
      await setting(false)
    }
  })

  it('holds for uploads in parts', async () => {
    // Parts but the last have at least 5 MB; what follows the end of a picture is no part of it.
    const file = Buffer.concat([await located('jpeg'), Buffer.alloc(5_300_000)])
    const half = 5_290_000
    await setting(true)
    const send = async (start: number, end: number) => {
      const form = new FormData()
      form.set('file', new Blob([new Uint8Array(file.subarray(start, end))]))
      form.set('upload_preset', 'parts')
      const range = `bytes ${start}-${end - 1}/${file.length}`
      const headers = { 'x-unique-upload-id': 'located-parts', 'content-range': range }
      const url = `${server.url}/v1_1/${server.cloudName}/image/upload`
      return (await fetch(url, { method: 'POST', body: form, headers })).json() as Promise<{
        secure_url?: string
        url?: string
      }>
    }
    try {
      await call('upload_presets.create', { parameters: { name: 'parts', unsigned: true }, json: true })
      await send(0, half)
      const { url = '' } = await send(half, file.length)
      const bytes = Buffer.from(await (await fetch(server.url + new URL(url).pathname)).arrayBuffer())

      expect(gpsNames(bytes)).toEqual([])
    } finally {
      await setting(false)
    }
  })
})

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  data.copy(bytes, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length)
  return bytes
}

it.each([
  [
    'loses EXIF that is coded as text',
    'zTXt',
    'Raw profile type exif\0\0',
    deflateSync(Buffer.from('exif 4845')),
    'Raw pro',
  ],
  ['loses XMP that cannot be read', 'iTXt', 'XML:com.adobe.xmp\0\u0001\0\0\0', Buffer.from('48,51.5N'), 'adobe'],
  ['loses the location in XMP', 'iTXt', 'XML:com.adobe.xmp\0\0\0\0\0', Buffer.from(XMP), '48,51.5N'],
])('a PNG %s', async (_label, type, keyword, text, lost) => {
  const plain = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const added = chunk(type, Buffer.concat([Buffer.from(keyword, 'latin1'), text]))
  // Behind the signature and the header.
  const file = Buffer.concat([plain.subarray(0, 33), added, plain.subarray(33)])
  expect(file.includes(lost)).toBe(true)

  const { bytes } = await stored(file, { strip_location: true })

  expect(bytes.includes(lost)).toBe(false)
  expect(bytes.length).toBe(file.length)
  // Fails for a wrong checksum.
  expect((await sharp(bytes, { failOn: 'warning' }).raw().toBuffer()).equals(await pixels(plain))).toBe(true)
})

it('a TIFF loses its GPS directory, in either order of bytes', async () => {
  for (const isLittle of [true, false]) {
    const file = smallTiff(isLittle)
    expect(gpsNames(file)).toEqual(['GPSLatitude'])

    const { bytes } = await stored(file, { strip_location: true })

    expect(gpsNames(bytes)).toEqual([])
    expect((await pixels(bytes)).equals(await pixels(file))).toBe(true)
  }
})

/** One grey pixel, with a latitude. */
function smallTiff(isLittle: boolean): Buffer {
  const bytes = Buffer.alloc(256)
  const u16 = (value: number, at: number) =>
    isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at)
  const u32 = (value: number, at: number) =>
    isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at)
  const directory = (at: number, entries: readonly (readonly [number, number, number, number])[]) => {
    u16(entries.length, at)
    for (const [index, [tag, type, count, value]] of entries.entries()) {
      const entry = at + 2 + index * 12
      u16(tag, entry)
      u16(type, entry + 2)
      u32(count, entry + 4)
      if (type === 3) u16(value, entry + 8)
      else u32(value, entry + 8)
    }
  }
  bytes.write(isLittle ? 'II' : 'MM', 0, 'latin1')
  u16(42, 2)
  u32(8, 4)
  directory(8, [
    [256, 3, 1, 1],
    [257, 3, 1, 1],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 1],
    [273, 4, 1, 250],
    [277, 3, 1, 1],
    [278, 3, 1, 1],
    [279, 4, 1, 1],
    [0x8825, 4, 1, 150],
  ])
  directory(150, [[2, 5, 3, 180]])
  for (const [index, value] of [48, 1, 51, 1, 30, 1].entries()) u32(value, 180 + index * 4)
  bytes[250] = 200
  return bytes
}

it.each([
  ['mp4', []],
  ['mov', []],
  ['mov', ['-movflags', 'use_metadata_tags']],
])('a %s film is stored without its location (%j)', async (format, flags) => {
  const file = ffmpegFile(`film.${format}`, [
    ...['-f', 'lavfi', '-i', 'color=red:size=32x32:rate=5:duration=1', '-pix_fmt', 'yuv420p'],
    ...[
      '-metadata',
      'location=+48.8583+002.2944/',
      '-metadata',
      'com.apple.quicktime.location.ISO6709=+48.8583+002.2944/',
    ],
    ...['-metadata', 'title=A tower', ...flags],
  ])
  expect(JSON.stringify(tagsOf(file, format))).toMatch(/48\.8/)

  const { bytes } = await stored(file, { strip_location: true }, 'video')

  expect(bytes.includes('48.8583')).toBe(false)
  expect(bytes.length).toBe(file.length)
  expect(tagsOf(bytes, format)).toMatchObject({ title: 'A tower' })
  expect(JSON.stringify(tagsOf(bytes, format))).not.toMatch(/48\.8|2\.29/)
})

function tagsOf(bytes: Buffer, format: string): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-location-'))
  try {
    const path = join(folder, `film.${format}`)
    writeFileSync(path, bytes)
    const printed = execFileSync('ffprobe', ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', path])
    return JSON.parse(printed.toString()).format.tags
  } finally {
    rmSync(folder, { recursive: true })
  }
}

it('refuses formats for which it is not known, unless the request says otherwise', async () => {
  const file = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  const parameters = { resource_type: 'image', public_id: 'drawn' }

  const { status, body } = await call('assets.upload', { parameters: { ...parameters, strip_location: true }, file })

  expect([status, body.error.message]).toEqual([
    400,
    expect.stringContaining('The location cannot be removed from this svg file'),
  ])
  const details = await call('assets.get', { parameters: { ...parameters, type: 'upload' } })
  expect(details.status).toBe(404)
  expect((await call('assets.upload', { parameters: { ...parameters, strip_location: false }, file })).status).toBe(200)
})
