/** Files that tests make: documents, videos, bombs and other trouble. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'

/** A PDF whose pages are filled by the given PDF drawing commands. */
export function pdfFile(pages: readonly { width: number; height: number; draw: string }[]): Buffer {
  const kids = pages.map((_, index) => `${3 + index * 2} 0 R`).join(' ')
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`]
  for (const [index, { width, height, draw }] of pages.entries()) {
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${4 + index * 2} 0 R >>`)
    objects.push(`<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`)
  }
  let text = '%PDF-1.4\n'
  const offsets = objects.map((body, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  text += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`
  return Buffer.from(text, 'latin1')
}

/** Runs ffmpeg into a file of that name and returns its bytes. */
export function ffmpegFile(name: string, parameters: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-ffmpeg-'))
  try {
    const path = join(folder, name)
    execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', ...parameters, path])
    return readFileSync(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const run = promisify(execFile)
const MOST_OUTPUT_BYTES = 64 * 1024 ** 2

/** The same without holding this process up: a server in it would meanwhile lose its idle connections. */
export async function encodedFile(name: string, parameters: readonly string[]): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-ffmpeg-'))
  try {
    const path = join(folder, name)
    await run('ffmpeg', ['-hide_banner', '-loglevel', 'error', ...parameters, path])
    return readFileSync(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export interface ProbedVideo {
  /** Seconds, of the whole file. */
  readonly duration: number
  /** Name of the muxer. */
  readonly format: string
  readonly video: ProbedStream | undefined
  readonly audio: ProbedStream | undefined
}

/** As ffprobe names them. */
export interface ProbedStream {
  readonly codec_name: string
  readonly width?: number
  readonly height?: number
  readonly pix_fmt?: string
  readonly avg_frame_rate: string
  readonly nb_read_frames?: string
}

/** What ffprobe says about a file, every frame counted. */
export function probeVideo(bytes: Uint8Array): Promise<ProbedVideo> {
  return withFile(bytes, async (path) => {
    const { stdout } = await run('ffprobe', [
      ...['-v', 'error', '-count_frames', '-show_format', '-show_streams', '-of', 'json', path],
    ])
    const { streams, format } = JSON.parse(stdout)
    const named = (kind: string) => streams.find((stream: { codec_type: string }) => stream.codec_type === kind)
    return {
      duration: Number(format.duration),
      format: format.format_name,
      video: named('video'),
      audio: named('audio'),
    }
  })
}

/** RGB of a part of the frame that is shown at that time; by default of its middle. @param part as ffmpeg's `crop` */
export function colourAt(bytes: Uint8Array, seconds: number, part = '4:4'): Promise<readonly number[]> {
  return withFile(bytes, async (path) => {
    const parameters = [
      ...['-loglevel', 'error', '-i', path, '-frames:v', '1', '-an'],
      // Many frames a second, so that one begins at that time, whatever the film has.
      ...['-vf', `fps=50,trim=start=${seconds},crop=${part},scale=1:1:flags=area`],
      ...['-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'],
    ]
    const { stdout } = await run('ffmpeg', parameters, { encoding: 'buffer', maxBuffer: MOST_OUTPUT_BYTES })
    return [...stdout]
  })
}

/** Which of red, green and blue are bright in the middle of each of these frames, such as `100`. */
export async function huesAt(bytes: Uint8Array, seconds: readonly number[], part?: string): Promise<readonly string[]> {
  const hues: string[] = []
  for (const time of seconds) {
    const colour = await colourAt(bytes, time, part)
    hues.push(colour.map((value) => (value > 180 ? '1' : value < 75 ? '0' : '?')).join(''))
  }
  return hues
}

async function withFile<T>(bytes: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-probe-'))
  try {
    const path = join(folder, 'file')
    writeFileSync(path, bytes)
    return await use(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A film of plain colours, each shown as long as the others. */
export function colourFilm(
  name: string,
  wish: {
    readonly colours: readonly string[]
    readonly seconds?: number
    readonly size?: string
    readonly rate?: number
    readonly sound?: boolean
  },
): Promise<Buffer> {
  const { colours, seconds = 1, size = '64x48', rate = 10, sound = false } = wish
  const source = (colour: string) => `color=${colour}:size=${size}:rate=${rate}:duration=${seconds}`
  const length = String(seconds * colours.length)
  return encodedFile(name, [
    ...colours.flatMap((colour) => ['-f', 'lavfi', '-i', source(colour)]),
    ...(sound ? ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${length}`] : []),
    ...['-filter_complex', `concat=n=${colours.length}[v]`, '-map', '[v]'],
    ...(sound ? ['-map', `${colours.length}:a`] : []),
    ...['-pix_fmt', 'yuv420p', '-g', '10'],
  ])
}

/** A PNG whose header claims a size and whose data is one compressed run of zeros. */
export function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(1_000_000), { level: 9 })
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(content))
  return Buffer.concat([length, content, sum])
}

/** A GIF of many tiny frames on a screen of that size. */
export function manyFramesGif(width: number, height: number, frames: number): Buffer {
  const screen = Buffer.from([0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255])
  screen.writeUInt16LE(width, 0)
  screen.writeUInt16LE(height, 2)
  // One white pixel at the origin, 100 ms.
  const frame = Buffer.from([
    ...[0x21, 0xf9, 4, 0, 10, 0, 0, 0],
    ...[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0],
  ])
  return Buffer.concat([
    Buffer.from('GIF89a'),
    screen,
    ...Array.from({ length: frames }, () => frame),
    Buffer.from([0x3b]),
  ])
}

/** A HEIC still: one HEVC frame from ffmpeg in the boxes of ISO/IEC 23008-12. */
export function heicFile(width: number, height: number, filter: string): Buffer {
  const clip = ffmpegFile('frame.mp4', [
    ...['-f', 'lavfi', '-i', `${filter}:size=${width}x${height}:rate=1:duration=1`, '-frames:v', '1'],
    ...['-c:v', 'libx265', '-x265-params', 'log-level=none', '-pix_fmt', 'yuv420p', '-tag:v', 'hvc1'],
  ])
  const decoderConfiguration = boxAt(clip, clip.indexOf('hvcC') - 4)
  const sample = boxAt(clip, clip.lastIndexOf('mdat') - 4).subarray(8)
  const size = box('ispe', u32(0), u32(width), u32(height))
  const properties = box(
    'iprp',
    box('ipco', decoderConfiguration, size),
    box('ipma', u32(0), u32(1), u16(1), bytes(2, 0x81, 0x02)),
  )
  const item = box('infe', u32(0x02000000), u16(1), u16(0), Buffer.from('hvc1\0'))
  const location = (offset: number) =>
    box('iloc', u32(0), bytes(0x44, 0x00), u16(1), u16(1), u16(0), u16(1), u32(offset), u32(sample.length))
  const brand = box('ftyp', Buffer.from('heic'), u32(0), Buffer.from('mif1heic'))
  const meta = (offset: number) =>
    box(
      'meta',
      u32(0),
      box('hdlr', u32(0), u32(0), Buffer.from('pict'), Buffer.alloc(13)),
      box('pitm', u32(0), u16(1)),
      box('iinf', u32(0), u16(1), item),
      properties,
      location(offset),
    )
  const offset = brand.length + meta(0).length + 8
  return Buffer.concat([brand, meta(offset), box('mdat', sample)])
}

function boxAt(file: Buffer, start: number): Buffer {
  return file.subarray(start, start + file.readUInt32BE(start))
}

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}

function bytes(...values: readonly number[]): Buffer {
  return Buffer.from(values)
}

function u16(value: number): Buffer {
  const out = Buffer.alloc(2)
  out.writeUInt16BE(value)
  return out
}

function u32(value: number): Buffer {
  const out = Buffer.alloc(4)
  out.writeUInt32BE(value)
  return out
}
