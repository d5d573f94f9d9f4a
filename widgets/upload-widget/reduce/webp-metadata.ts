/**
 * Takes out of a WebP file (RFC 9649) what tells more than the picture. `location`: the GPS directory of EXIF, and XMP that
 * names a place. `all`: EXIF and XMP. Which way up the picture is stays. What follows the file's own end goes.
 */
import { onlyOrientation, orientationOf, withoutLocation } from './exif.ts'
import type { PictureHeader, Stripped } from './jpeg-metadata.ts'
import { namesPlace } from './places.ts'

interface Chunk {
  readonly type: string
  readonly content: Uint8Array<ArrayBuffer>
}

const HEADER_BYTES = 12
/** Flags of the extended header. */
const ANIMATION = 0x02
const XMP_FLAG = 0x04
const EXIF_FLAG = 0x08
const ALPHA = 0x10
/** Some writers put the name of JPEG's segment in front of the block. */
const EXIF_NAME = [0x45, 0x78, 0x69, 0x66, 0, 0]

/** Parts of the new file; undefined when this is no WebP file, or a broken one. */
export function strippedWebp(bytes: Uint8Array<ArrayBuffer>, what: Stripped): Uint8Array<ArrayBuffer>[] | undefined {
  const chunks = readWebp(bytes)
  if (!chunks) return undefined
  const kept = chunks.flatMap((chunk): Chunk[] => {
    if (chunk.type === 'EXIF') return exifChunk(chunk.content, what)
    if (chunk.type === 'XMP ') return what === 'all' || namesPlace(chunk.content) ? [] : [chunk]
    return [chunk]
  })
  const has = (type: string): boolean => kept.some((chunk) => chunk.type === type)
  const flags = (has('EXIF') ? EXIF_FLAG : 0) | (has('XMP ') ? XMP_FLAG : 0)
  return fileOf(
    kept.map((chunk) => {
      if (chunk.type !== 'VP8X') return chunk
      const content = chunk.content.slice()
      content[0] = ((content[0] ?? 0) & ~(EXIF_FLAG | XMP_FLAG)) | flags
      return { ...chunk, content }
    }),
  )
}

/** What the header says; undefined when it is no WebP file, or a broken one. */
export function describeWebp(bytes: Uint8Array<ArrayBuffer>): PictureHeader | undefined {
  const chunks = readWebp(bytes, true)
  const content = (type: string): Uint8Array | undefined => chunks?.find((chunk) => chunk.type === type)?.content
  const size = sizeOf(content('VP8X'), content('VP8L'), content('VP8 '))
  if (!size) return undefined
  const [flags, exif, profile] = [content('VP8X')?.[0] ?? 0, content('EXIF'), content('ICCP')]
  // It stands behind the picture, and not all of the file is here.
  if ((flags & EXIF_FLAG) !== 0 && !exif) return undefined
  return {
    ...size,
    orientation: exif ? orientationOf(blockOf(exif)) : 1,
    isAnimated: (flags & ANIMATION) !== 0,
    // Lossless pictures say whether they have alpha in a bit behind their size.
    mayBeTransparent: (flags & ALPHA) !== 0 || ((content('VP8L')?.[4] ?? 0) & 0x10) !== 0,
    ...(profile ? { profile } : {}),
  }
}

/** Of the extended header, of a lossless picture (14 bits each), of a lossy one (behind its start code). */
function sizeOf(
  extended: Uint8Array | undefined,
  lossless: Uint8Array | undefined,
  lossy: Uint8Array | undefined,
): { readonly width: number; readonly height: number } | undefined {
  const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0
  if (extended) {
    const three = (from: number): number =>
      1 + (at(extended, from) | (at(extended, from + 1) << 8) | (at(extended, from + 2) << 16))
    return { width: three(4), height: three(7) }
  }
  if (lossless) {
    const bits = at(lossless, 1) | (at(lossless, 2) << 8) | (at(lossless, 3) << 16) | (at(lossless, 4) << 24)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  if (!lossy) return undefined
  const two = (from: number): number => (at(lossy, from) | (at(lossy, from + 1) << 8)) & 0x3fff
  return { width: two(6), height: two(8) }
}

function exifChunk(content: Uint8Array<ArrayBuffer>, what: Stripped): Chunk[] {
  const block = blockOf(content)
  const orientation = orientationOf(block)
  if (what === 'location') return [{ type: 'EXIF', content: withoutLocation(block) }]
  return orientation === 1 ? [] : [{ type: 'EXIF', content: onlyOrientation(orientation) }]
}

function blockOf(content: Uint8Array): Uint8Array {
  return EXIF_NAME.every((byte, index) => content[index] === byte) ? content.subarray(EXIF_NAME.length) : content
}

/** @param mayBeCut whether the bytes may be only the first ones of a file */
function readWebp(bytes: Uint8Array<ArrayBuffer>, mayBeCut = false): Chunk[] | undefined {
  if (bytes.length < HEADER_BYTES || word(bytes, 0) !== 'RIFF' || word(bytes, 8) !== 'WEBP') return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = 8 + view.getUint32(4, true)
  if (whole > bytes.length && !mayBeCut) return undefined
  const end = Math.min(whole, bytes.length)
  const chunks: Chunk[] = []
  for (let at = HEADER_BYTES; at + 8 <= end; ) {
    const length = view.getUint32(at + 4, true)
    if (at + 8 + length > end && !mayBeCut) return undefined
    chunks.push({ type: word(bytes, at), content: bytes.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length % 2)
  }
  return chunks
}

function fileOf(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer>[] {
  const parts = chunks.flatMap(({ type, content }) => {
    const header = new Uint8Array(8)
    header.set(new TextEncoder().encode(type))
    new DataView(header.buffer).setUint32(4, content.length, true)
    return [header, content, new Uint8Array(content.length % 2)]
  })
  const header = new Uint8Array(HEADER_BYTES)
  header.set(new TextEncoder().encode('RIFF'))
  const length = parts.reduce((sum, part) => sum + part.length, 4)
  new DataView(header.buffer).setUint32(4, length, true)
  header.set(new TextEncoder().encode('WEBP'), 8)
  return [header, ...parts]
}

function word(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
